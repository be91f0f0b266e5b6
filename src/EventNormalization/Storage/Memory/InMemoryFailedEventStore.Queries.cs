using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <content>Reading entries, groups and statistics.</content>
public sealed partial class InMemoryFailedEventStore
{
    /// <inheritdoc/>
    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_entryOfKey.GetValueOrDefault(key)?.ToFailedEvent());
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.IsEnabled);

        // The bytes are shared with the entries, so that what is copied here is small.
        foreach (var entry in MemoryFailedEventPage.Of(query, ReadAll()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(where);
        cancellationToken.ThrowIfCancellationRequested();
        var entries = MemoryFailedEventPage.Of(new FailedEventQuery { Where = where }, ReadAll());
        var groups =
            from entry in entries
            from reason in entry.Reasons.Select(reason => (reason.Code, reason.Field)).Distinct()
            group entry by (reason.Code, reason.Field, entry.ClientId);
        return ValueTask.FromResult<IReadOnlyList<FailedGroup>>([.. groups.Select(group => new FailedGroup
        {
            ReasonCode = group.Key.Code,
            Field = group.Key.Field,
            ClientId = group.Key.ClientId,
            EntryCount = group.Count(),
            Occurrences = group.Sum(entry => entry.Occurrences),
            FirstReceivedAt = group.Min(entry => entry.FirstReceivedAt),
            LastReceivedAt = group.Max(entry => entry.LastReceivedAt),
        }).Order(FailedGroupOrder.Instance)]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.IsEnabled);
        FailedStatistics[] all;
        lock (_lock)
        {
            all = [.. _counts.Select(pair => pair.Value.ToStatistics(pair.Key))];
        }

        Array.Sort(all, (left, right) => string.CompareOrdinal(left.ClientId, right.ClientId));
        foreach (var client in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return client;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            IReadOnlyList<UncertainAppend> uncertain = _entryOfKey.GetValueOrDefault(key) is { } entry
                ? [.. entry.Uncertain.OrderBy(append => append.Id).ThenBy(append => append.Ordinal)]
                : [];
            return ValueTask.FromResult(uncertain);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            IReadOnlyList<FailedAction> actions = _entryOfKey.GetValueOrDefault(key) is { } entry
                ? [.. entry.Actions] : [];
            return ValueTask.FromResult(actions);
        }
    }

    private FailedEvent[] ReadAll()
    {
        lock (_lock)
        {
            return [.. _entries.Select(entry => entry.ToFailedEvent())];
        }
    }
}
