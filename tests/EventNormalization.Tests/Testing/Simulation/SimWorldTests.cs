using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>A world not thread-safe: what is repeated, what stays inside and what does not.</summary>
public sealed class SimWorldTests
{
    [Fact]
    public void The_same_seed_runs_the_same_in_the_same_order_and_other_seeds_run_it_otherwise()
    {
        var runs = Enumerable.Range(0, 30).Select(seed => (First: Race(seed), Second: Race(seed))).ToArray();

        Assert.All(runs, run => Assert.Equal(run.First, run.Second));
        Assert.InRange(runs.Select(run => run.First.Order).Distinct().Count(), 20, 30);
        Assert.Equal(30, runs.Select(run => run.First.Hash).Distinct().Count());
    }

    [Fact]
    public void Time_stands_still_while_anything_can_run_and_an_hour_takes_no_time()
    {
        var world = new SimWorld(1);
        var times = new List<TimeSpan>();
        var start = world.Time.GetUtcNow();
        world.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await Task.Yield();
            }

            times.Add(world.Time.GetUtcNow() - start);
            await Task.Delay(TimeSpan.FromHours(1), world.Time);
            times.Add(world.Time.GetUtcNow() - start);
            using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), world.Time);
            await timer.WaitForNextTickAsync();
            await timer.WaitForNextTickAsync();
            times.Add(world.Time.GetUtcNow() - start);
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5), world.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => world.DelayAsync(TimeSpan.FromDays(1), source.Token));
            times.Add(world.Time.GetUtcNow() - start);
        });

        Assert.Equal(
            [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromMinutes(62), TimeSpan.FromSeconds((62 * 60) + 5)],
            times);
        Assert.Equal(0, world.ForeignCount);
    }

    [Fact]
    public void A_run_number_is_drawn_from_the_seed_and_differs_between_pipelines() =>
        Assert.Equal(2, RunNumbers(1).Concat(RunNumbers(1)).Distinct().Count());

    [Fact]
    public void What_would_hang_for_ever_is_said_at_once()
    {
        var exception = Assert.Throws<SimulationException>(
            () => new SimWorld(7).Run(() => new TaskCompletionSource().Task));

        Assert.Equal("Seed 7: Nothing can run and no time is waited for: it would hang for ever.", exception.Message);
    }

    [Fact]
    public void A_continuation_that_comes_from_another_thread_is_refused()
    {
        var world = new SimWorld(7);

        var exception = Assert.Throws<SimulationException>(() => world.Run(async () =>
        {
            var escaped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => escaped.SetResult());
            var waiting = WaitAsync(escaped.Task);
            thread.Start();
            thread.Join();
            await waiting;
        }));

        Assert.Equal(1, world.ForeignCount);
        Assert.StartsWith(
            "Seed 7: 1 continuations came from other threads, so that the run cannot be repeated. The first:\n",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains(nameof(SimWorldTests), exception.Message, StringComparison.Ordinal);

        static async Task WaitAsync(Task task) => await task;
    }

    [Fact]
    public void What_fails_in_the_world_fails_the_run_and_the_thread_has_its_own_context_again()
    {
        var before = SynchronizationContext.Current;

        Assert.Throws<FormatException>(() => new SimWorld(1).Run(async () =>
        {
            await Task.Yield();
            throw new FormatException();
        }));

        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void What_is_called_behind_every_step_can_end_the_run()
    {
        var world = new SimWorld(1);
        world.AfterStep = () => Assert.True(world.StepCount < 10);

        Assert.ThrowsAny<Exception>(() => world.Run(async () =>
        {
            while (true)
            {
                await Task.Yield();
            }
        }));

        Assert.Equal(10, world.StepCount);
    }

    /// <summary>Flows that meet at a semaphore, a channel and in time.</summary>
    private static (string Order, ulong Hash) Race(int seed)
    {
        var world = new SimWorld(seed);
        var order = new List<int>();
        world.Run(async () =>
        {
            using var semaphore = new SemaphoreSlim(2);
            var channel = Channel.CreateBounded<int>(2);
            var flows = Enumerable.Range(0, 8).Select(async i =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(3)), world.Time);
                await semaphore.WaitAsync();
                await Task.Yield();
                semaphore.Release();
                await channel.Writer.WriteAsync(i);
            }).ToArray();
            while (order.Count < flows.Length && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out var i))
                {
                    order.Add(i);
                }
            }

            await Task.WhenAll(flows);
        });
        return (string.Join(' ', order), world.TraceHash);
    }

    private static List<ulong> RunNumbers(int seed)
    {
        var numbers = new List<ulong>();
        new SimWorld(seed).Run(() =>
        {
            numbers.AddRange([RunNumber.Draw(), RunNumber.Draw()]);
            return Task.CompletedTask;
        });
        return numbers;
    }
}
