using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>A worker's steps on its queue, each under its own name, so that a failed step can be repeated.</summary>
internal sealed class RetryQueueSteps
{
    /// <summary>At most how many bytes the entries of a batch have, save a single one that has more.</summary>
    public const long BatchBytesMax = 1L << 25;

    private const int AskCountMax = 3;

    private readonly IFailedEventQueue _queue;
    private readonly RetryWorkerOptions _options;

    // Each worker draws its own, like a pipeline: two that shared one would give different appends the same name.
    private readonly ulong _run = RunNumber.Draw();
    private readonly string _holder;
    private ulong _sequence;

    public RetryQueueSteps(IFailedEventQueue queue, RetryWorkerOptions options)
    {
        (_queue, _options) = (queue, options);

        // Two workers with the same name must still be two holders to the queue.
        _holder = string.Create(CultureInfo.InvariantCulture, $"{options.By} #{_run:x16}");
    }

    public Instant Now => Instant.FromDateTimeOffset(_options.Time.GetUtcNow());

    /// <summary>Leases entries that are due, or the entries named.</summary>
    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        Instant now, IReadOnlyList<ContentHash>? keys, CancellationToken cancellationToken)
    {
        var last = Interlocked.Add(ref _sequence, (ulong)_options.BatchSize);
        var request = new LeaseRequest
        {
            Until = now + Duration.FromTimeSpan(_options.LeaseDuration),
            FirstName = new AppendId(_run, last - (ulong)_options.BatchSize + 1),
            CountMax = _options.BatchSize,
            BytesMax = BatchBytesMax,
            Keys = keys,
        };
        var step = NextStep(_holder, now);
        return AskAsync(() => _queue.LeaseAsync(step, request, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        var step = NextStep(_holder, Now);
        return AskAsync(() => _queue.SettleAsync(step, settlements, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        IReadOnlyList<UncertainResolution> resolutions, CancellationToken cancellationToken)
    {
        var step = NextStep(_holder, Now);
        return AskAsync(() => _queue.ResolveAsync(step, resolutions, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken, string note = "")
    {
        var step = NextStep(_options.By, Now, note);
        return AskAsync(() => _queue.ReopenAsync(step, keys, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        IReadOnlyList<ContentHash> keys, string note, CancellationToken cancellationToken)
    {
        var step = NextStep(_options.By, Now, note);
        return AskAsync(() => _queue.DiscardAsync(step, keys, cancellationToken), cancellationToken);
    }

    public ValueTask<QueueOutcome> EditAsync(
        ContentHash key, ReadOnlyMemory<byte> content, string note, CancellationToken cancellationToken)
    {
        var step = NextStep(_options.By, Now, note);
        return AskAsync(() => _queue.EditAsync(step, key, content, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken) =>
        AskAsync(() => _queue.ReadUncertainAsync(key, cancellationToken), cancellationToken);

    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken) =>
        AskAsync(() => _queue.FindAsync(key, cancellationToken), cancellationToken);

    private QueueStep NextStep(string by, Instant at, string note = "") => new()
    {
        Id = new AppendId(_run, Interlocked.Increment(ref _sequence)),
        By = by,
        At = at,
        Note = note,
    };

    /// <summary>Repeats a step whose answer was lost: it has a name, and returns its first answer.</summary>
    public static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        for (var count = 1; ; count++)
        {
            try
            {
                return await ask().ConfigureAwait(ContextCapture.IsEnabled);
            }
            catch (Exception exception)
                when (count < AskCountMax && StoreWriter.IsStoreFailure(exception, cancellationToken))
            {
                // The name makes it safe to repeat the step, whether or not it took effect.
            }
        }
    }
}
