using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Works on bulk operations: leases one, acts on its entries batch by batch, and reports each batch.</summary>
/// <remarks>
/// <para>Law: each entry of an operation counts once in it, and each of its deliveries once in the event store,
/// however many workers and processes there are, and however often they crash, pause or lose answers.</para>
/// <para>What became of an entry is told by the entry itself: a batch that is done again after a crash finds what the
/// first attempt did. Memory is bounded by a batch, whatever the number of entries.</para>
/// <para>One call at a time; several workers may share a queue.</para>
/// </remarks>
public sealed class BulkWorker
{
    /// <summary>How many entries are acted on before the operation's progress is kept.</summary>
    /// <remarks>
    /// It is part of the names of steps, so that it is no option: a batch is the same for each worker.
    /// </remarks>
    public const int BatchSize = 100;

    /// <summary>How often a batch is tried before its entries are told to wait for their own retries.</summary>
    private const int FailureCountMax = 10;

    private static readonly Duration PollDelay = Duration.FromMilliseconds(250);
    private static readonly Duration PostponedMax = Duration.FromSeconds(30);

    private readonly EventIdentifier _identifier;
    private readonly IEventAppender _events;
    private readonly IBulkOperationQueue _queue;
    private readonly RetryWorkerOptions _options;
    private readonly string _holder;
    private readonly ulong _run = RunNumber.Draw();
    private ulong _sequence;

    // Failures in a row at one place of one operation. It is forgotten with the process, and then counts anew.
    private (ulong Operation, long First, int Count) _failures;

    /// <summary>Creates a worker.</summary>
    /// <param name="identifier">Reads the events.</param>
    /// <param name="events">Takes what is understood.</param>
    /// <param name="operations">Holds the operations, and the failed events.</param>
    /// <param name="options">
    /// How it retries; the defaults if left out. The lease of an operation is twice as long as that of an entry.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="identifier"/>, <paramref name="events"/> or <paramref name="operations"/> is null.
    /// </exception>
    public BulkWorker(
        EventIdentifier identifier,
        IEventAppender events,
        IBulkOperationQueue operations,
        RetryWorkerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(operations);
        (_identifier, _events, _queue) = (identifier, events, operations);
        _options = options ?? new RetryWorkerOptions();
        _holder = string.Create(CultureInfo.InvariantCulture, $"{_options.By} #{_run:x16}");
    }

    private Instant Now => Instant.FromDateTimeOffset(_options.Time.GetUtcNow());

    private Instant NextUntil => Now + Duration.FromTimeSpan(2 * _options.LeaseDuration);

    /// <summary>
    /// Works on the operation that is due the longest until it ends, waits for a store, or goes to another worker.
    /// </summary>
    /// <param name="onProgress">Is told of the operation as of each report; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops after the step under way, and lets others go on at once.</param>
    /// <returns>The operation as it was left; <see langword="null"/> if none was due.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    public async ValueTask<BulkOperation?> RunOnceAsync(
        Action<BulkOperation>? onProgress = null, CancellationToken cancellationToken = default)
    {
        var lease = NextStep();
        var until = NextUntil;
        var operation = await RetryQueueSteps.AskAsync(
            () => _queue.LeaseOperationAsync(lease, until, cancellationToken), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        if (operation is null)
        {
            return null;
        }

        onProgress?.Invoke(operation);
        try
        {
            return await RunAsync(operation, onProgress, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The lease ends by itself, if this cannot be told.
            await TryReportAsync(BulkReport.Released(operation.Id)).ConfigureAwait(ContextCapture.IsEnabled);
            throw;
        }
        catch (Exception exception) when (!StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            // Damage, other rules, wrong answers: no waiting mends them, and the host is to know.
            await TryReportAsync(BulkReport.Failed(operation.Id, ExceptionText.MessageOf(exception)))
                .ConfigureAwait(ContextCapture.IsEnabled);
            throw;
        }
    }

    /// <summary>Works on operations until it is cancelled, and waits between them until one is due.</summary>
    /// <param name="onProgress">Is told of each operation as of each report; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends as cancelled, or with what no waiting mends.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(Action<BulkOperation>? onProgress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = PollDelay;
            try
            {
                var due = await _queue.ReadNextOperationDueAsync(cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
                if (due is { } next && next <= Now)
                {
                    await RunOnceAsync(onProgress, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                    continue;
                }
            }
            catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
            {
                // The store does not answer; the next poll asks again.
            }

            await Delays.WaitAsync(wait, _options.Time, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
    }

    private async ValueTask<BulkOperation> RunAsync(
        BulkOperation operation, Action<BulkOperation>? onProgress, CancellationToken cancellationToken)
    {
        var act = new BulkAct(_identifier, _events, _queue, _options) { Operation = operation };
        while (operation.State == BulkOperationState.Running)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = await NextReportAsync(act, operation, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            var step = NextStep();
            var answer = await RetryQueueSteps.AskAsync(
                () => _queue.ReportOperationAsync(step, report, cancellationToken), cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            if (await _queue.FindOperationAsync(operation.Id, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled) is not { } after)
            {
                return operation;
            }

            operation = after;
            onProgress?.Invoke(operation);
            if (answer != QueueOutcome.Done || report.Kind != BulkReportKind.Advanced)
            {
                return operation;
            }
        }

        return operation;
    }

    private async ValueTask<BulkReport> NextReportAsync(
        BulkAct act, BulkOperation operation, CancellationToken cancellationToken)
    {
        Exception failure;
        try
        {
            var entries = await _queue.ReadSelectionAsync(
                operation.Id, operation.Done, BatchSize, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            if (entries.Count == 0)
            {
                throw new StoreCorruptedException($"The operation {operation.IdText} has lost its entries.");
            }

            var isLast = _failures == (operation.Id, operation.Done, FailureCountMax);
            var batch = await act.RunAsync(entries, operation.Done, isLast, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            if (batch.Failure is null)
            {
                return BulkReport.Advanced(operation.Id, operation.Done, batch.Outcomes, NextUntil);
            }

            failure = batch.Failure;
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
        {
            failure = exception;
        }

        var count = _failures.Operation == operation.Id && _failures.First == operation.Done ? _failures.Count : 0;
        _failures = (operation.Id, operation.Done, int.Min(count + 1, FailureCountMax));
        var delay = Duration.Min(Duration.FromSeconds(1L << int.Min(count, 10)), PostponedMax);
        return BulkReport.Postponed(operation.Id, ExceptionText.MessageOf(failure), Now + delay);
    }

    private async ValueTask TryReportAsync(BulkReport report)
    {
        try
        {
            await _queue.ReportOperationAsync(NextStep(), report, CancellationToken.None)
                .ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, CancellationToken.None)
            || exception is StoreCorruptedException)
        {
            // The lease ends by itself, and the next holder finds the operation as it was reported last.
        }
    }

    private QueueStep NextStep() => new()
    {
        Id = new AppendId(_run, Interlocked.Increment(ref _sequence)),
        By = _holder,
        At = Now,
    };
}
