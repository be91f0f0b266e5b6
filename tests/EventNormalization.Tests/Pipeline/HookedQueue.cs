using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Tests.Pipeline;

/// <summary>A queue with a hook around each step of a worker.</summary>
internal sealed class HookedQueue(IFailedEventQueue inner, RetryHook hook) : IFailedEventQueue
{
    public ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default) =>
        inner.RecordAsync(appendId, deliveries, cancellationToken);

    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        inner.FindAsync(key, cancellationToken);

    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        inner.QueryAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        inner.ReadGroupsAsync(where, cancellationToken);

    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        inner.ReadStatisticsAsync(cancellationToken);

    public ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default) =>
        inner.ReadNextDueAsync(cancellationToken);

    public ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default) =>
        inner.ReadKeysAsync(afterNumber, countMax, cancellationToken);

    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default) =>
        AroundAsync("lease", () => inner.LeaseAsync(queueStep, request, cancellationToken));

    public ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default) =>
        AroundAsync("settle", () => inner.SettleAsync(queueStep, settlements, cancellationToken));

    public ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default) =>
        AroundAsync("resolve", () => inner.ResolveAsync(queueStep, resolutions, cancellationToken));

    public ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        inner.DiscardAsync(queueStep, keys, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        inner.ArchiveAsync(queueStep, keys, cancellationToken);

    public ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default) =>
        AroundAsync("reopen", () => inner.ReopenAsync(queueStep, keys, cancellationToken));

    public ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default) =>
        inner.EditAsync(queueStep, key, content, cancellationToken);

    public ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default) =>
            inner.ReadUncertainAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default) => inner.ReadActionsAsync(
            key, cancellationToken);

    private async ValueTask<T> AroundAsync<T>(string step, Func<ValueTask<T>> take)
    {
        await hook(step + " before");
        var answer = await take();
        await hook(step + " after");
        return answer;
    }
}
