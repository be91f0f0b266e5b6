using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Pipeline;

/// <summary>The only place in the library that queues work to other threads.</summary>
/// <remarks>With one lane nothing is queued, so that a simulation runs everything on its own thread.</remarks>
internal static class WorkLanes
{
    /// <summary>Runs <paramref name="work"/> for every item on several threads; returns the results in order.</summary>
    /// <remarks>At most two items per lane are read ahead, so memory is bounded and the source is throttled.</remarks>
    public static IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<TItem, TResult> work, int laneCount, CancellationToken cancellationToken)
        where TItem : IDisposable =>
        laneCount == 1
            ? RunInlineAsync(items, work, cancellationToken)
            : RunQueuedAsync(items, work, 2 * laneCount, cancellationToken);

    private static async IAsyncEnumerable<TResult> RunInlineAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled))
        {
            yield return work(item);
        }
    }

    private static async IAsyncEnumerable<TResult> RunQueuedAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, TResult> work,
        int aheadMax,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : IDisposable
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var source = items.GetAsyncEnumerator(reading.Token);
        var ahead = new Queue<Lane<TItem, TResult>>(aheadMax);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var isReading = ahead.Count < aheadMax;
                if (isReading && ahead.Count > 0)
                {
                    // A slow source must not delay results that are ready.
                    await Task.WhenAny(next, ahead.Peek().Result).ConfigureAwait(ContextCapture.IsEnabled);
                }

                if (isReading && (next.IsCompleted || ahead.Count == 0))
                {
                    await Task.WhenAny(next).ConfigureAwait(ContextCapture.IsEnabled);
                    if (!next.IsCompletedSuccessfully || !await next.ConfigureAwait(ContextCapture.IsEnabled))
                    {
                        break;
                    }

                    ahead.Enqueue(new Lane<TItem, TResult>(source.Current, Start(source.Current, work)));
                    next = source.MoveNextAsync().AsTask();
                    continue;
                }

                yield return await ahead.Dequeue().Result.ConfigureAwait(ContextCapture.IsEnabled);
            }

            while (ahead.TryDequeue(out var lane))
            {
                yield return await lane.Result.ConfigureAwait(ContextCapture.IsEnabled);
            }

            // The exception of a failed source is thrown after the results of its earlier items.
            await next.ConfigureAwait(ContextCapture.IsEnabled);
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(ContextCapture.IsEnabled);
            await EndAsync(source, next, ahead).ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    /// <summary>Releases everything when the consumer stops.</summary>
    private static async ValueTask EndAsync<TItem, TResult>(
        IAsyncEnumerator<TItem> source, Task<bool> next, Queue<Lane<TItem, TResult>> ahead)
        where TItem : IDisposable
    {
        await Task.WhenAny(next).ConfigureAwait(ContextCapture.IsEnabled);
        if (next.IsCompletedSuccessfully && await next.ConfigureAwait(ContextCapture.IsEnabled))
        {
            source.Current.Dispose();
        }

        foreach (var lane in ahead)
        {
            await Task.WhenAny(lane.Result).ConfigureAwait(ContextCapture.IsEnabled);
            lane.Item.Dispose();
        }

        await source.DisposeAsync().ConfigureAwait(ContextCapture.IsEnabled);
    }

    private static Task<TResult> Start<TItem, TResult>(TItem item, Func<TItem, TResult> work) => Task.Factory.StartNew(
        () => work(item), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private readonly struct Lane<TItem, TResult>(TItem item, Task<TResult> result)
    {
        public TItem Item { get; } = item;

        public Task<TResult> Result { get; } = result;
    }
}
