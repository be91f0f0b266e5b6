using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class WorkLanesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Results_come_in_the_order_of_the_items(int laneCount)
    {
        var items = Enumerable.Range(0, 200).Select(i => new Item(i)).ToArray();

        var results = await ReadAsync(WorkLanes.RunAsync(Stream(items), Square, laneCount, CancellationToken.None));

        Assert.Equal(items.Select(item => item.Number * item.Number), results);
    }

    [Fact]
    public async Task No_more_items_are_taken_ahead_than_two_a_lane()
    {
        var taken = 0;
        var items = Enumerable.Range(0, 50).Select(i => new Item(i)).ToArray();
        var given = 0;

        await foreach (var result in WorkLanes.RunAsync(
            Stream(items, () => taken++), Square, 2, CancellationToken.None))
        {
            given++;

            // Four that are worked on, and one that is read while a result is looked at.
            Assert.InRange(taken - given, 0, 5);
        }

        Assert.Equal(50, given);
    }

    [Fact]
    public async Task A_result_does_not_wait_for_a_source_that_has_nothing_more_yet()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var results = WorkLanes.RunAsync(Gated(gate.Task), Square, 3, CancellationToken.None)
            .GetAsyncEnumerator();

        Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(49, results.Current);
        gate.SetResult();
        Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(64, results.Current);
        Assert.False(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Whoever_stops_early_leaves_nothing_behind()
    {
        var items = Enumerable.Range(0, 50).Select(i => new Item(i)).ToArray();
        var taken = 0;

        await foreach (var result in WorkLanes.RunAsync(
            Stream(items, () => taken++), Square, 2, CancellationToken.None))
        {
            break;
        }

        // The first result was given away, and its item with it.
        Assert.All(items[1..taken], item => Assert.True(item.IsDisposed, item.Number.ToString(null, null)));
        Assert.All(items[taken..], item => Assert.False(item.IsDisposed));
    }

    [Fact]
    public async Task A_failure_of_the_source_reaches_the_reader_behind_the_results_before_it()
    {
        var results = new List<int>();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var result in WorkLanes.RunAsync(Failing(), Square, 2, CancellationToken.None))
            {
                results.Add(result);
            }
        });

        Assert.Equal([9], results);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    public async Task A_step_has_at_least_one_result_and_no_more_than_it_may(int laneCount, int stepMax)
    {
        var items = Enumerable.Range(0, 200).Select(i => new Item(i)).ToArray();
        var given = new List<int>();

        await foreach (var step in WorkLanes.RunInStepsAsync(
            Stream(items), Square, new WorkLimits(laneCount, stepMax), CancellationToken.None))
        {
            Assert.InRange(step.Count, 1, laneCount == 1 ? 1 : stepMax);
            given.AddRange(step);
        }

        Assert.Equal(items.Select(item => item.Number * item.Number), given);
    }

    private static int Square(Item item)
    {
        Assert.False(item.IsDisposed);
        return item.Number * item.Number;
    }

    private static async IAsyncEnumerable<Item> Stream(Item[] items, Action? taking = null)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            taking?.Invoke();
            yield return item;
        }
    }

    private static async IAsyncEnumerable<Item> Gated(
        Task gate, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new Item(7);
        await gate.WaitAsync(cancellationToken);
        yield return new Item(8);
    }

    private static async IAsyncEnumerable<Item> Failing()
    {
        yield return new Item(3);
        await Task.Yield();
        throw new InvalidOperationException("The source is broken.");
    }

    private static async Task<List<int>> ReadAsync(IAsyncEnumerable<int> results)
    {
        var all = new List<int>();
        await foreach (var result in results)
        {
            all.Add(result);
        }

        return all;
    }

    private sealed class Item(int number) : IDisposable
    {
        public int Number { get; } = number;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
