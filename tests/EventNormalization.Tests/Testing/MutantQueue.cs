using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Tests.Testing;

/// <summary>
/// A queue that breaks one promise: what is set here is done in place of, or to, what the right queue does.
/// </summary>
internal sealed class MutantQueue(IFailedEventQueue inner) : IFailedEventQueue
{
    public Func<AppendId, AppendId> Name { get; init; } = id => id;

    public Func<FailedDelivery, FailedDelivery> Delivery { get; init; } = delivery => delivery;

    public Func<FailedEvent, FailedEvent> Entry { get; init; } = entry => entry;

    public Func<FailedEventQuery, FailedEventQuery> Query { get; init; } = query => query;

    public Func<IFailedEventQueue, QueueStep, LeaseRequest, ValueTask<IReadOnlyList<FailedEvent>>> Lease
    {
        get;
        init;
    } =
        (queue, step, request) => queue.LeaseAsync(step, request);

    public Func<Instant?, Instant?> NextDue { get; init; } = due => due;

    public Func<IReadOnlyList<FailedEventKey>, IReadOnlyList<FailedEventKey>> Keys { get; init; } = keys => keys;

    public Func<IFailedEventQueue, QueueStep, Settlement, Task<QueueOutcome>> Settle { get; init; } =
        async (queue, step, settlement) => (await queue.SettleAsync(step, [settlement])).Single();

    public Func<UncertainResolution, UncertainResolution> Resolution { get; init; } = resolution => resolution;

    public Func<IFailedEventQueue, QueueStep, ContentHash, Task<QueueOutcome>> Discard { get; init; } =
        async (queue, step, key) => (await queue.DiscardAsync(step, [key])).Single();

    public Func<IFailedEventQueue, QueueStep, ContentHash, Task<QueueOutcome>> Reopen { get; init; } =
        async (queue, step, key) => (await queue.ReopenAsync(step, [key])).Single();

    public Func<IReadOnlyList<FailedAction>, IReadOnlyList<FailedAction>> Actions { get; init; } = actions => actions;

    public Func<IReadOnlyList<FailedGroup>, IReadOnlyList<FailedGroup>> Groups { get; init; } = groups => groups;

    public Func<CancellationToken, CancellationToken> Token { get; init; } = token => token;

    public Func<FailedStatistics[], IEnumerable<FailedStatistics>> Statistics { get; init; } = clients => clients;

    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default) =>
        await inner.RecordAsync(Name(appendId), [.. deliveries.Select(Delivery)], Token(cancellationToken));

    public async ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        await inner.FindAsync(key, cancellationToken) is { } entry ? Entry(entry) : null;

    public async IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entry in inner.QueryAsync(Query(query), cancellationToken))
        {
            yield return Entry(entry);
        }
    }

    public async ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        Groups(await inner.ReadGroupsAsync(where, cancellationToken));

    public async IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var clients = new List<FailedStatistics>();
        await foreach (var client in inner.ReadStatisticsAsync(cancellationToken))
        {
            clients.Add(client);
        }

        foreach (var client in Statistics([.. clients]))
        {
            yield return client;
        }
    }

    public async ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default) =>
        NextDue(await inner.ReadNextDueAsync(cancellationToken));

    public async ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default) =>
        Keys(await inner.ReadKeysAsync(afterNumber, countMax, cancellationToken));

    public async ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default) =>
        [.. (await Lease(inner, Renamed(queueStep), request)).Select(Entry)];

    public async ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        if (settlements.Count != 1)
        {
            var answers = new List<QueueOutcome>();
            foreach (var (settlement, i) in settlements.Select((settlement, i) => (settlement, i)))
            {
                var id = new AppendId(queueStep.Id.Run + 1000 + (ulong)i, queueStep.Id.Sequence);
                answers.Add(await Settle(inner, Of(queueStep, id), settlement));
            }

            return answers;
        }

        return [await Settle(inner, Renamed(queueStep), settlements[0])];
    }

    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        inner.ResolveAsync(Renamed(queueStep), [.. resolutions.Select(Resolution)], cancellationToken);

    public async ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        keys.Count == 1
            ? [await Discard(inner, Renamed(queueStep), keys[0])]
            : await inner.DiscardAsync(Renamed(queueStep), keys, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        inner.ArchiveAsync(Renamed(queueStep), keys, cancellationToken);

    public async ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        [await Reopen(inner, Renamed(queueStep), keys[0])];

    public ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default) =>
        inner.EditAsync(Renamed(queueStep), key, content, cancellationToken);

    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
            inner.ReadUncertainAsync(key, cancellationToken);

    public async ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        Actions(await inner.ReadActionsAsync(key, cancellationToken));

    public static QueueStep Of(QueueStep step, AppendId id, string? by = null) =>
        new() { Id = id, By = by ?? step.By, At = step.At, Note = step.Note };

    private QueueStep Renamed(QueueStep step) => Of(step, Name(step.Id));
}
