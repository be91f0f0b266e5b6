using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Resolves appends that had no answer by closing their names at the event store, each once.</summary>
/// <remarks>The answer of a closed name never changes, and one append may have many of the deliveries.</remarks>
internal sealed class UncertainAppends(IEventAppender events, RetryTally tally)
{
    private const int KeptMax = 64;

    private readonly Dictionary<AppendName, AppendAnswer?> _closed = [];

    /// <summary>
    /// Closes the names and returns the resolutions of the deliveries; fewer if the store does not answer.
    /// </summary>
    public async ValueTask AskAsync(
        FailedEvent entry,
        IReadOnlyList<UncertainAppend> appends,
        List<UncertainResolution> resolutions,
        CancellationToken cancellationToken)
    {
        foreach (var append in appends)
        {
            try
            {
                var answer = await CloseAsync(append.Name, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
                if (Resolve(entry, append, answer) is { } resolution)
                {
                    resolutions.Add(resolution);
                }
            }
            catch (Exception exception) when (StoreWriter.IsStoreFailure(exception, cancellationToken))
            {
                tally.StoreFailed(exception);
                return;
            }
        }
    }

    /// <summary>Closes a name, once; null if it is void.</summary>
    public async ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken)
    {
        if (_closed.TryGetValue(name, out var known))
        {
            return known;
        }

        var answer = await events.CloseAsync(name, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        tally.StoreAnswered();
        if (_closed.Count == KeptMax)
        {
            _closed.Clear();
        }

        _closed.Add(name, answer);
        return answer;
    }

    /// <summary>What a closed name says of a delivery; null if its part of the store did not answer.</summary>
    public static UncertainResolution? Resolve(FailedEvent entry, UncertainAppend append, AppendAnswer? answer)
    {
        if (answer is null)
        {
            return UncertainResolution.Void(entry.Key, append);
        }

        if (answer.Id != append.Id || append.Ordinal >= answer.Outcomes.Length)
        {
            throw new StoreAnswerException(FormattableString.Invariant(
                $"asked about item {append.Ordinal} of append {append.Id}, the store answered for append {answer.Id}, ")
                + FormattableString.Invariant($"of {answer.Outcomes.Length} events."));
        }

        return answer.Outcomes[append.Ordinal] is { } outcome ? Resolve(entry, append, outcome) : null;
    }

    private static UncertainResolution Resolve(FailedEvent entry, UncertainAppend append, AppendOutcome outcome) =>
        outcome.Kind switch
        {
            AppendOutcomeKind.Added or AppendOutcomeKind.Duplicate =>
                UncertainResolution.AlreadyCounted(entry.Key, append, outcome.Id),
            AppendOutcomeKind.Conflict => UncertainResolution.Conflict(entry.Key, append, outcome.StoredId),
        };
}
