using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using static EventNormalization.Tests.Testing.FailedEventQueueMutants;

namespace EventNormalization.Tests.Testing;

/// <summary>For each sentence of the failed-event store's contract a store that breaks it.</summary>
internal static class FailedEventStoreMutants
{
    /// <summary>The mutants by the sentence that must catch them.</summary>
    public static IReadOnlyDictionary<string, Func<IFailedEventQueue>> All { get; } =
        new Dictionary<string, Func<IFailedEventQueue>>
        {
            ["A delivery comes back whole"] = Certain,
            ["What is not known of a delivery is not known of the entry"] = () => Deliveries(
                one => one.Raw, one => one.State, "?"),
            ["A hundred deliveries of the same bytes are one entry with a hundred occurrences"] = () =>
            {
                var number = 0;
                return Deliveries(_ => BitConverter.GetBytes(++number), one => one.State);
            },
            ["Entries are kept apart by envelope and context, and keep those of their first delivery"] = Certain,
            ["An entry with masked bytes has the key of the bytes received, and stays marked"] =
                () => Deliveries(one => one.Raw, one => one.State),
            ["Bytes that are no text at all are kept"] = () => Deliveries(
                one => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(one.Raw.Span)), one => one.State),
            ["The bytes are copied"] = KeepsBuffers,
            ["The same call again changes nothing"] = () => new MutantQueue(New()) { Name = _ => Fresh() },
            ["A later delivery updates state, reasons and ids, and the entry's deliveries go with it"] =
                () => Deliveries(one => one.Raw, _ => FailedEventState.Rejected),
            ["Statistics are ordered by client, as UTF-16 orders, and add up"] =
                () => new MutantQueue(New()) { Statistics = clients => clients.Reverse() },
            ["Entries are read in the order in which they were first seen, from any place, by state and reason"] =
                () => new MutantQueue(New()) { Query = query => query with { Where = EventPredicate.Everything } },
            ["Entries are found by the id of their event, and by code and field of one reason"] =
                () => new MutantQueue(New()) { Query = query => query with { Where = EventPredicate.Everything } },
            ["A call that is cancelled before it begins changes nothing"] =
                () => new MutantQueue(New()) { Token = _ => CancellationToken.None },
            ["Many may record the same bytes at once, and every delivery counts"] =
                () => new MutantQueue(New()) { Name = id => new AppendId(0, id.Sequence) },
        };

    private static MutantQueue Deliveries(
        Func<FailedDelivery, ReadOnlyMemory<byte>> raw, Func<FailedDelivery, FailedEventState> state,
        string? unknownClient = null) =>
        new(New())
        {
            Delivery = one => new FailedDelivery
            {
                Raw = raw(one),
                ReceivedAt = one.ReceivedAt,
                State = state(one),
                Reasons = one.Reasons,
                Location = one.Location,
                ClientId = one.ClientId ?? unknownClient,
                Id = one.Id,
                StoredId = one.StoredId,
            },
        };

    private static MutantQueue KeepsBuffers()
    {
        var buffers = new Dictionary<ContentHash, ReadOnlyMemory<byte>>();
        return new MutantQueue(New())
        {
            Delivery = one =>
            {
                buffers.TryAdd(one.ComputeKey(), one.Raw);
                return one;
            },
            Entry = entry => Copy(entry, entry.Progress, buffers[entry.Key]),
        };
    }
}
