using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Api.Acts;

/// <summary>Acts on one failed event for the principal of one request.</summary>
/// <remarks>
/// Each act is a step of the queue under its own name, which records who did it in its own transaction. What may be
/// stored is asked of the event store before it is discarded or edited.
/// </remarks>
internal sealed class EntryActor
{
    private static readonly RetryOutcome[] WorstFirst =
    [
        RetryOutcome.Parked, RetryOutcome.Deferred, RetryOutcome.Leased, RetryOutcome.Conflict, RetryOutcome.Rejected,
        RetryOutcome.Accepted, RetryOutcome.Duplicate, RetryOutcome.AlreadyCounted,
    ];

    private readonly List<RetryResult> _results = [];
    private readonly IServiceProvider _services;
    private readonly RetryWorker _worker;
    private readonly TimeProvider _time;
    private readonly string _by;
    private readonly CancellationToken _cancellationToken;

    public EntryActor(HttpContext context)
    {
        var services = context.RequestServices;
        _services = services;
        _by = ActingPrincipal.NameOf(context);
        _time = services.GetRequiredService<TimeProvider>();
        _cancellationToken = context.RequestAborted;
        Queue = services.GetRequiredService<IFailedEventQueue>();
        var options = services.GetRequiredService<RetryWorkerOptions>();
        _worker = new RetryWorker(
            services.GetRequiredService<EventIdentifier>(),
            services.GetRequiredService<IEventStore>(),
            Queue,
            options with { By = _by, OnResult = _results.Add });
    }

    public IFailedEventQueue Queue { get; }

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public async Task<ActResult> RetryAsync(FailedEvent entry)
    {
        if (entry.Progress.Lease is { } lease && lease.Until > Now)
        {
            // A request does not wait for another holder; the entry is being retried already.
            return new ActResult(
                ActTexts.Of(RetryOutcome.Leased),
                $"{lease.Holder} retries it, until {InstantPattern.ExtendedIso.Format(lease.Until)} at the latest.");
        }

        var pass = await _worker.RetryAsync([entry.Key], _cancellationToken).ConfigureAwait(false);
        if (pass.Failure is { } failure)
        {
            StoreGuard.Tell(_services, failure);
        }

        var told = _results.Count == 0 ? null : WorstFirst
            .Select(outcome => _results.Find(result => result.Outcome == outcome)).First(result => result is not null);
        if (told is null)
        {
            return pass.Failure is not null
                ? new ActResult(ActTexts.Of(RetryOutcome.Deferred), StoreGuard.Silent)
                : await IgnoredAsync(entry.Key, QueueOutcome.NotInState).ConfigureAwait(false);
        }

        return new ActResult(ActTexts.Of(told.Outcome), WhyOf(told));
    }

    public async Task<ActResult> EditAsync(FailedEvent entry, ReadOnlyMemory<byte> content, string note)
    {
        var answer = await _worker.EditAsync(entry.Key, content, note, _cancellationToken).ConfigureAwait(false);
        return answer == QueueOutcome.Done
            ? await RetryAsync(await FindAsync(entry).ConfigureAwait(false)).ConfigureAwait(false)
            : await IgnoredAsync(entry.Key, answer).ConfigureAwait(false);
    }

    public async Task<ActResult> DiscardAsync(FailedEvent entry, string note)
    {
        var answers = await _worker.DiscardAsync([entry.Key], note, _cancellationToken).ConfigureAwait(false);
        return await ResultAsync(entry.Key, answers[0], "discarded").ConfigureAwait(false);
    }

    public async Task<ActResult> ArchiveAsync(FailedEvent entry, string note)
    {
        if (entry.Progress.IsArchived)
        {
            return new ActResult(ActResult.Ignored, "It is archived already.");
        }

        var answers = await Queue.ArchiveAsync(NextStep(note), [entry.Key], _cancellationToken).ConfigureAwait(false);
        return await ResultAsync(entry.Key, answers[0], "archived").ConfigureAwait(false);
    }

    public async Task<ActResult> ReopenAsync(FailedEvent entry, string note)
    {
        var answers = await Queue.ReopenAsync(NextStep(note), [entry.Key], _cancellationToken).ConfigureAwait(false);
        return await ResultAsync(entry.Key, answers[0], "reopened").ConfigureAwait(false);
    }

    /// <summary>The entry as it is now.</summary>
    public async Task<FailedEvent> FindAsync(FailedEvent entry) =>
        await Queue.FindAsync(entry.Key, _cancellationToken).ConfigureAwait(false) ?? entry;

    private QueueStep NextStep(string note) =>
        new() { Id = new AppendId(DrawnNumber.Next(), 1), By = _by, At = Now, Note = note };

    private async Task<ActResult> ResultAsync(ContentHash key, QueueOutcome answer, string done) =>
        answer == QueueOutcome.Done ? new ActResult(done) : await IgnoredAsync(key, answer).ConfigureAwait(false);

    private async Task<ActResult> IgnoredAsync(ContentHash key, QueueOutcome answer)
    {
        var isClosed = answer == QueueOutcome.NotInState;
        var found = isClosed ? await Queue.FindAsync(key, _cancellationToken).ConfigureAwait(false) : null;
        var why = found is null ? ActTexts.Of(answer) : ActTexts.NothingOpen(
            found, await Queue.ReadActionsAsync(key, _cancellationToken).ConfigureAwait(false));
        return new ActResult(ActResult.Ignored, why);
    }

    private static string? WhyOf(RetryResult told) => told.Outcome switch
    {
        RetryOutcome.Accepted or RetryOutcome.Duplicate or RetryOutcome.AlreadyCounted => null,
        RetryOutcome.Leased => "Another worker holds it.",
        RetryOutcome.Rejected or RetryOutcome.Deferred or RetryOutcome.Conflict or RetryOutcome.Parked =>
            told.Errors is [{ Code: not StoreReasons.Unavailable } first, ..] ? first.ToString() : StoreGuard.Silent,
        _ => throw new ArgumentOutOfRangeException(nameof(told), told.Outcome, "No such outcome is known."),
    };
}
