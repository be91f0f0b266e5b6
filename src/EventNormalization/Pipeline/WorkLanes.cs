using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Pipeline;

/// <summary>The only place of the library that queues work on other threads.</summary>
/// <remarks>With one lane nothing is queued, so that a simulation runs everything on its own thread.</remarks>
internal static class WorkLanes
{
    /// <summary>Does <paramref name="work"/> for every item on several threads; gives the results in order.</summary>
    /// <remarks>At most two items a lane are taken ahead, so memory is bounded and the source is held back.</remarks>
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
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(ContextCapture.Continue))
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
        var ahead = new Queue<Lane<TItem, TResult>>(aheadMax);
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(ContextCapture.Continue))
            {
                ahead.Enqueue(new Lane<TItem, TResult>(item, Start(item, work)));
                if (ahead.Count == aheadMax)
                {
                    yield return await ahead.Dequeue().Result.ConfigureAwait(ContextCapture.Continue);
                }
            }

            while (ahead.TryDequeue(out var lane))
            {
                yield return await lane.Result.ConfigureAwait(ContextCapture.Continue);
            }
        }
        finally
        {
            // The memory of an item is given back only when no lane reads it any more.
            foreach (var lane in ahead)
            {
                await Task.WhenAny(lane.Result).ConfigureAwait(ContextCapture.Continue);
                lane.Item.Dispose();
            }
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
