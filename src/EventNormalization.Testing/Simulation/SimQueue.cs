using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Testing;

/// <summary>The way of a process to the failed-event store.</summary>
internal sealed class SimQueue(SimProcess process) : IFailedEventQueue
{
    private InMemoryFailedEventStore Store => process.Run.Stores.Failed.Store;

    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default) =>
        await ChangeAsync(
            "record",
            async store =>
            {
                await store.RecordAsync(appendId, deliveries, CancellationToken.None);
                return true;
            },
            cancellationToken);

    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        ReadAsync("find", () => Store.FindAsync(key, CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        ReadAllAsync("query", () => Store.QueryAsync(query, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        ReadAsync("groups", () => Store.ReadGroupsAsync(where, CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        ReadAllAsync("statistics", () => Store.ReadStatisticsAsync(CancellationToken.None), cancellationToken);

    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("due", () => Store.ReadNextDueAsync(CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default) =>
        ChangeAsync("lease", store => store.LeaseAsync(queueStep, request, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "settle", store => store.SettleAsync(queueStep, settlements, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "resolve", store => store.ResolveAsync(queueStep, resolutions, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        ChangeAsync("discard", store => store.DiscardAsync(queueStep, keys, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        ChangeAsync("archive", store => store.ArchiveAsync(queueStep, keys, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        ChangeAsync("reopen", store => store.ReopenAsync(queueStep, keys, CancellationToken.None), cancellationToken);

    public ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "edit", store => store.EditAsync(queueStep, key, content, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        ReadAsync("uncertain", () => Store.ReadUncertainAsync(key, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
        ReadAsync("acts", () => Store.ReadActionsAsync(key, CancellationToken.None), cancellationToken);

    private ValueTask<T> ChangeAsync<T>(
        string operation, Func<InMemoryFailedEventStore, ValueTask<T>> step, CancellationToken cancellationToken) =>
        process.CallAsync(process.Run.Stores.Failed, operation, step, cancellationToken);

    private async ValueTask<T> ReadAsync<T>(
        string operation, Func<ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await process.ArriveAsync(operation, cancellationToken);
        return await read();
    }

    private async IAsyncEnumerable<T> ReadAllAsync<T>(
        string operation, Func<IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await process.ArriveAsync(operation, cancellationToken);
        foreach (var row in SimStores.All(read()))
        {
            await process.LiveAsync();
            yield return row;
        }
    }
}
