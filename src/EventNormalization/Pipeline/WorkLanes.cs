using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace EventNormalization.Pipeline;

/// <summary>The only place in the library that queues work to other threads.</summary>
/// <remarks>With one lane nothing is queued, so that a simulation runs everything on its own thread.</remarks>
internal static class WorkLanes
{
    /// <summary>Runs <paramref name="work"/> for every item on several threads; returns the results in order.</summary>
    /// <remarks>At most two items per lane are read ahead, so memory is bounded and the source is throttled.</remarks>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        int laneCount,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : IDisposable
    {
        var steps = RunInStepsAsync(items, work, new WorkLimits(laneCount, 1), cancellationToken);
        await foreach (var step in steps.ConfigureAwait(ContextCapture.IsEnabled))
        {
            yield return step[0];
        }
    }

    /// <summary>The same, with results that are ready at one time given together; at least one.</summary>
    /// <remarks>With one lane none is ready before it is asked for, so each is given alone.</remarks>
    public static IAsyncEnumerable<IReadOnlyList<TResult>> RunInStepsAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        WorkLimits limits,
        CancellationToken cancellationToken)
        where TItem : IDisposable =>
        limits.LaneCount == 1
            ? RunInlineAsync(items, work, cancellationToken)
            : RunQueuedAsync(items, work, limits, cancellationToken);

    private static async IAsyncEnumerable<IReadOnlyList<TResult>> RunInlineAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled))
        {
            yield return [work(item)];
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<TResult>> RunQueuedAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        WorkLimits limits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : IDisposable
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<Lane<TItem, TResult>>(2 * limits.LaneCount);
        var queuing = QueueAsync(items, work, ahead.Writer, reading.Token);
        try
        {
            // Its end is the queuing's, however that ends. A slow source must not delay results that are ready.
            while (await ahead.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(ContextCapture.IsEnabled))
            {
                var step = new List<TResult>();
                while (step.Count < limits.StepMax && ahead.Reader.TryPeek(out var lane)
                    && (step.Count == 0 || lane.Result.IsCompletedSuccessfully))
                {
                    ahead.Reader.TryRead(out _);
                    step.Add(await lane.Result.ConfigureAwait(ContextCapture.IsEnabled));
                }

                yield return step;
            }

            // The exception of a failed source is thrown after the results of its earlier items.
            await queuing.ConfigureAwait(ContextCapture.IsEnabled);
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(ContextCapture.IsEnabled);
            await Task.WhenAny(queuing).ConfigureAwait(ContextCapture.IsEnabled);
            await ReleaseAsync(ahead.Reader).ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    /// <summary>Gives back the items whose results nobody asks for; each when nothing reads it any more.</summary>
    private static async Task ReleaseAsync<TItem, TResult>(ChannelReader<Lane<TItem, TResult>> lanes)
        where TItem : IDisposable
    {
        while (lanes.TryRead(out var lane))
        {
            await Task.WhenAny(lane.Result).ConfigureAwait(ContextCapture.IsEnabled);
            lane.Item.Dispose();
        }
    }

    /// <summary>Takes items while there is room, also while the results of earlier ones are used.</summary>
    private static async Task QueueAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        ChannelWriter<Lane<TItem, TResult>> ahead,
        CancellationToken cancellationToken)
    {
        var source = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await ahead.WaitToWriteAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled)
                && await source.MoveNextAsync().ConfigureAwait(ContextCapture.IsEnabled))
            {
                // There is room, since nobody else writes.
                ahead.TryWrite(new Lane<TItem, TResult>(source.Current, Start(source.Current, work)));
            }
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(ContextCapture.IsEnabled);
            ahead.Complete();
        }
    }

    private static Task<TResult> Start<TItem, TResult>(TItem item, Func<TItem, TResult> work) => Task.Factory.StartNew(
        () => work(item), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private readonly struct Lane<TItem, TResult>(TItem item, Task<TResult> result)
    {
        public TItem Item { get; } = item;

        public Task<TResult> Result { get; } = result;
    }
}
