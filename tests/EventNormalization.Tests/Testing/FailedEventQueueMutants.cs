using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Tests.Testing;

/// <summary>For each sentence of the queue's contract a queue that breaks it.</summary>
internal static class FailedEventQueueMutants
{
    private static ulong _fresh = 1UL << 40;

    /// <summary>The mutants by the sentence that must catch them.</summary>
    public static IReadOnlyDictionary<string, Func<IFailedEventQueue>> All { get; } =
        new Dictionary<string, Func<IFailedEventQueue>>
        {
            ["A lease writes a name, the deliveries that it speaks for and an attempt"] =
                () => With(progress => progress with { Attempts = 0 }),
            ["Nobody else gets a leased entry; after the lease the next holder gets the same name"] =
                () => new MutantQueue(New())
                {
                    Lease = (queue, step, request) => queue.LeaseAsync(step, new LeaseRequest
                    {
                        Until = step.At + Duration.Epsilon,
                        FirstName = request.FirstName,
                        CountMax = request.CountMax,
                    }),
                },
            ["A settlement moves the deliveries under its name, and those that came meanwhile wait"] =
                () => new MutantQueue(New())
                {
                    Settle = async (queue, step, settlement) =>
                    {
                        var answer = (await queue.SettleAsync(step, [settlement])).Single();
                        var rest = await queue.LeaseAsync(MutantQueue.Of(step, Fresh()), new LeaseRequest
                        {
                            Until = step.At + Duration.Epsilon,
                            FirstName = Fresh(),
                        });
                        await queue.SettleAsync(MutantQueue.Of(step, Fresh()), [.. rest.Select(entry =>
                        Settlement.Accepted(entry.Key, entry.Progress.RetryName!.Value, settlement.Id!.Value))]);
                        return answer;
                    },
                },
            ["A settlement under another name changes nothing"] = () => new MutantQueue(New())
            {
                Settle = async (queue, step, settlement) =>
                {
                    var name = (await queue.FindAsync(settlement.Key))?.Progress.RetryName ?? settlement.Name;
                    return (await queue.SettleAsync(
                        step, [Settlement.Accepted(settlement.Key, name, settlement.Id!.Value)])).Single();
                },
            },
            ["A certain settlement counts whoever gives it, and once"] = () => new MutantQueue(New())
            {
                Settle = async (queue, step, settlement) =>
                    (await queue.FindAsync(settlement.Key))!.Progress.Lease?.Holder != step.By
                        ? QueueOutcome.LeaseLost
                        : (await queue.SettleAsync(step, [settlement])).Single(),
            },
            ["What failed again keeps its name and is not leased before its time"] = () => new MutantQueue(New())
            {
                Settle = async (queue, step, settlement) => (await queue.SettleAsync(
                    step, [Settlement.Withdrawn(settlement.Key, settlement.Name, settlement.NotBefore)])).Single(),
            },
            ["A failure that comes late does not end the lease of another holder"] = () => new MutantQueue(New())
            {
                Settle = async (queue, step, settlement) =>
                {
                    var holder = (await queue.FindAsync(settlement.Key))!.Progress.Lease?.Holder;
                    return (await queue.SettleAsync(MutantQueue.Of(step, step.Id, holder), [settlement])).Single();
                },
            },
            ["Each way to settle leads to its state"] = () => new MutantQueue(New())
            {
                Settle = async (queue, step, settlement) => (await queue.SettleAsync(step,
                [
                    settlement.Kind == SettlementKind.Rejected
                        ? Settlement.Parked(settlement.Key, settlement.Name, settlement.Reasons!)
                        : settlement,
                ])).Single(),
            },
            ["A delivery of settled, parked or discarded bytes begins a new generation; earlier counts stay"] =
                () => With(progress => progress with { Generation = 1 }),
            ["A delivery whose append had no answer is under no retry name until it is asked about"] = Certain,
            ["A rejected delivery leaves those that are uncertain pending"] = Certain,
            ["An append that was asked about counts as it ended, once"] = () => new MutantQueue(New())
            {
                Resolution = resolution => UncertainResolution.Void(resolution.Key, resolution.Append),
            },
            ["Discards and edits are refused while a name or an append is open"] = () => new MutantQueue(New())
            {
                Discard = async (queue, step, key) =>
                {
                    var name = (await queue.FindAsync(key))?.Progress.RetryName;
                    await queue.SettleAsync(
                        MutantQueue.Of(step, Fresh()), name is { } open ? [Settlement.Withdrawn(key, open)] : []);
                    return (await queue.DiscardAsync(step, [key])).Single();
                },
            },
            ["An edit keeps the bytes received, and speaks for every delivery of its generation"] =
                () => new MutantQueue(New())
                {
                    Entry = entry => Copy(entry, entry.Progress, entry.Content),
                },
            ["What is reopened is due at once, with its attempts before it, and what is settled is not"] =
                () => new MutantQueue(New())
                {
                    Reopen = async (queue, step, key) =>
                    {
                        await queue.ReopenAsync(step, [key]);
                        return QueueOutcome.Done;
                    },
                },
            ["Every act is recorded with who, when and what"] =
                () => new MutantQueue(New()) { Actions = actions => [.. actions.Skip(1)] },
            ["Archived entries are hidden and count all the same"] = () => new MutantQueue(New())
            {
                Query = query => query with { Archived = ArchivedEntries.Included },
            },
            ["Entries are leased the longest due first, as many as asked for, under names one after the other"] =
                () => new MutantQueue(New())
                {
                    Lease = async (queue, step, request) => [.. (await queue.LeaseAsync(step, request)).Reverse()],
                },
            ["Entries are leased by key whatever their time, and no others; what is held or has ended is not"] =
                () => new MutantQueue(New())
                {
                    Lease = (queue, step, request) => queue.LeaseAsync(step, new LeaseRequest
                    {
                        Until = request.Until,
                        FirstName = request.FirstName,
                        CountMax = request.CountMax,
                    }),
                },
            ["A lease ends before the first entry that is over its bytes, and has one in any case"] =
                () => new MutantQueue(New())
                {
                    Lease = (queue, step, request) => queue.LeaseAsync(step, new LeaseRequest
                    {
                        Until = request.Until,
                        FirstName = request.FirstName,
                        CountMax = request.CountMax,
                        Keys = request.Keys,
                    }),
                },
            ["Keys are read in the order of their numbers from any place, whatever became of the entries"] =
                () => new MutantQueue(New()) { Keys = keys => [.. keys.Skip(1)] },
            ["The next due instant is the first at which something can be leased"] =
                () => new MutantQueue(New()) { NextDue = due => due + Duration.Epsilon },
            ["Many workers may lease at once, and each entry is held by one"] = SharedLeases,
            ["The same step again changes nothing and gives the first answer"] = () => new MutantQueue(
                New())
            { Name = _ => Fresh() },
            ["The name of a step is of no other step"] = () => new MutantQueue(New()) { Name = _ => Fresh() },
            ["Only a pending delivery can be uncertain, and a refused record keeps nothing"] = Certain,
            ["Any predicate, order and page reads what a fold in memory reads"] = () => new MutantQueue(New())
            {
                Query = query => query with { Where = query.Where.Not().Not().And(EventPredicate.RawContains("s")) },
            },
            ["Pages of every order read each entry once, in that order"] = () => new MutantQueue(New())
            {
                Query = query => query.Page.After is { Direction: SortDirection.Descending }
                    ? query with { Where = EventPredicate.AnyOf() }
                    : query,
            },
            ["Failed events have no order by timestamp or amount, and a token of another order is refused"] =
                () => new MutantQueue(New()) { Query = _ => FailedEventQuery.All },
            ["Whatever happens in whatever order, every delivery is counted once at every step"] =
                () => new MutantQueue(New())
                {
                    Resolution = resolution => UncertainResolution.Void(resolution.Key, resolution.Append),
                },
            ["Groups count entries and deliveries by reason, field and client"] =
                () => new MutantQueue(New()) { Groups = groups => [.. groups.Skip(1)] },
        };

    public static InMemoryFailedEventStore New() => new();

    public static AppendId Fresh() => new(99, 20_000 * Interlocked.Increment(ref _fresh));

    private static MutantQueue With(Func<FailedProgress, FailedProgress> change) =>
        new(New()) { Entry = entry => Copy(entry, change(entry.Progress), entry.Raw) };

    public static MutantQueue Certain() => new(New())
    {
        Delivery = delivery => new FailedDelivery
        {
            Raw = delivery.Raw,
            ReceivedAt = delivery.ReceivedAt,
            State = delivery.State,
            Reasons = delivery.Reasons,
            ClientId = delivery.ClientId,
        },
    };

    private static MutantQueue SharedLeases()
    {
        IReadOnlyList<FailedEvent>? first = null;
        return new MutantQueue(New())
        {
            Lease = async (queue, step, request) => first ??= await queue.LeaseAsync(step, request),
        };
    }

    public static FailedEvent Copy(FailedEvent entry, FailedProgress progress, ReadOnlyMemory<byte> raw) => new()
    {
        Number = entry.Number,
        Key = entry.Key,
        Raw = raw,
        Progress = progress,
        Reasons = entry.Reasons,
        FirstReceivedAt = entry.FirstReceivedAt,
        LastReceivedAt = entry.LastReceivedAt,
        Id = entry.Id,
        StoredId = entry.StoredId,
        Edited = entry.Edited,
    };
}
