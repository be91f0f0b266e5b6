using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Pipeline;

/// <summary>Processes one batch of leased entries.</summary>
/// <remarks>
/// In this order: uncertain appends are resolved, the other entries are appended under their names, then settled. After
/// the end of the lease nothing is settled: another holder may have the entries, and uses the same names.
/// </remarks>
internal sealed class RetryRound
{
    private readonly EventIdentifier _identifier;
    private readonly RetryQueueSteps _steps;
    private readonly RetryTally _tally;
    private readonly PayloadMasker? _masker;
    private readonly RetryAppender _appender;
    private readonly RetrySettlement _settling;
    private readonly UncertainAppends _uncertain;

    public RetryRound(
        EventIdentifier identifier, IEventAppender events, RetryQueueSteps steps, RetryTally tally)
    {
        (_identifier, _steps, _tally) = (identifier, steps, tally);
        _masker = PayloadMasker.Create(identifier, tally.Options.Masking);
        _appender = new RetryAppender(events, tally);
        _settling = new RetrySettlement(events, tally);
        _uncertain = new UncertainAppends(events, tally);
    }

    /// <summary>Whether the bytes received are read even where there is an edit.</summary>
    public bool ReadsReceived { get; init; }

    /// <summary>Processes entries leased until then; returns those that can be retried again immediately.</summary>
    public async ValueTask<IReadOnlyList<ContentHash>> RunAsync(
        IReadOnlyList<FailedEvent> leased, Instant until, CancellationToken cancellationToken)
    {
        List<ContentHash> again = [];
        await ResolveAsync(leased, again, until, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        RetryAttempt[] attempts =
        [
            .. leased.Where(entry => entry.Progress.RetryName is not null)
                .Select(entry => new RetryAttempt(
                    entry, _identifier, _masker, ReadsReceived ? entry.Raw : entry.Content)),
        ];
        if (attempts.Length == 0)
        {
            return [.. again.Distinct()];
        }

        if (_tally.Failure is null && _steps.Now < until)
        {
            await _appender.AppendAsync(attempts, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        again.AddRange(await SettleAsync(attempts, until, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled));
        return [.. again.Distinct()];
    }

    private async ValueTask ResolveAsync(
        IReadOnlyList<FailedEvent> leased, List<ContentHash> again, Instant until, CancellationToken cancellationToken)
    {
        var resolutions = new List<UncertainResolution>();
        foreach (var entry in leased.Where(entry => entry.Progress.Counts.Uncertain > 0))
        {
            var countBefore = resolutions.Count;
            if (_tally.Failure is null && _steps.Now < until)
            {
                var appends = await _steps.ReadUncertainAsync(entry.Key, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
                await _uncertain.AskAsync(entry, appends, resolutions, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
            }

            Missing(entry, resolutions.Count - countBefore);
        }

        if (resolutions.Count == 0)
        {
            return;
        }

        var answers = await _steps.ResolveAsync(resolutions, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] == QueueOutcome.Done)
            {
                Tell(resolutions[i], again);
            }
        }
    }

    /// <summary>What could not be resolved stays uncertain, and is tried again when the lease has ended.</summary>
    private void Missing(FailedEvent entry, int askedCount) => _tally.Add(new RetryResult
    {
        Key = entry.Key,
        Outcome = RetryOutcome.Deferred,
        Deliveries = long.Max(entry.Progress.Counts.Uncertain - askedCount, 0),
        Errors = entry.Reasons,
    });

    private void Tell(UncertainResolution resolution, List<ContentHash> again)
    {
        if (resolution.Kind == UncertainResolutionKind.Void)
        {
            again.Add(resolution.Key);
            return;
        }

        _tally.Add(new RetryResult
        {
            Key = resolution.Key,
            Outcome = resolution.Kind == UncertainResolutionKind.Conflict
                ? RetryOutcome.Conflict
                : RetryOutcome.AlreadyCounted,
            Deliveries = 1,
            Id = resolution.Id ?? resolution.StoredId,
        });
    }

    private async ValueTask<IReadOnlyList<ContentHash>> SettleAsync(
        RetryAttempt[] attempts, Instant until, CancellationToken cancellationToken)
    {
        var settlements = new List<Settlement>();
        foreach (var attempt in attempts)
        {
            if (_steps.Now < until)
            {
                settlements.Add(await _settling.DecideAsync(attempt, _steps.Now, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled));
            }
        }

        if (settlements.Count < attempts.Length || _steps.Now >= until)
        {
            foreach (var attempt in attempts)
            {
                _tally.AddLost(attempt.Key, attempt.Deliveries);
            }

            return [];
        }

        var answers = await _steps.SettleAsync(settlements, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        for (var i = 0; i < answers.Count; i++)
        {
            Tell(attempts[i], settlements[i], answers[i]);
        }

        return [.. settlements.Where(one => one.Kind == SettlementKind.Withdrawn).Select(one => one.Key)];
    }

    private void Tell(RetryAttempt attempt, Settlement settlement, QueueOutcome answer)
    {
        if (answer != QueueOutcome.Done)
        {
            _tally.AddLost(attempt.Key, attempt.Deliveries);
            return;
        }

        switch (settlement.Kind)
        {
            case SettlementKind.Accepted:
                Add(RetryOutcome.Accepted, 1);
                Add(RetryOutcome.Duplicate, attempt.Deliveries - 1);
                break;
            case SettlementKind.Withdrawn:
                // They are pending again, and leased again in this pass.
                break;
            default:
                Add(OutcomeOf(settlement.Kind), attempt.Deliveries);
                break;
        }

        void Add(RetryOutcome outcome, long deliveries) => _tally.Add(new RetryResult
        {
            Key = attempt.Key,
            Outcome = outcome,
            Deliveries = deliveries,
            Id = settlement.Id ?? settlement.StoredId,
            Errors = settlement.Reasons ?? [],
        });
    }

    private static RetryOutcome OutcomeOf(SettlementKind kind) => kind switch
    {
        SettlementKind.Duplicate => RetryOutcome.Duplicate,
        SettlementKind.Conflict => RetryOutcome.Conflict,
        SettlementKind.FailedAgain => RetryOutcome.Deferred,
        SettlementKind.Parked => RetryOutcome.Parked,
        SettlementKind.Rejected => RetryOutcome.Rejected,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such end is known."),
    };
}
