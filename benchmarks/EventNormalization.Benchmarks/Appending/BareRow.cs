using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Identity;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Benchmarks.Appending;

/// <summary>A row of the events, made before anything is measured.</summary>
internal sealed class BareRow
{
    public required long Seconds { get; init; }

    public required long Nanoseconds { get; init; }

    public required byte[] Id { get; init; }

    public required long Client { get; init; }

    public required long Metric { get; init; }

    public required byte[] Amount { get; init; }

    public required long ReceivedSeconds { get; init; }

    public required byte[] Raw { get; init; }

    public static BareRow[] Of(ImmutableArray<AppendItem> items)
    {
        var (clients, metrics) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        var rows = new BareRow[items.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var item = items[i].Event;
            var seconds = item.Record.Timestamp.ToUnixTimeSeconds();
            var id = new byte[RecordId.ByteCount];
            item.Id.CopyTo(id);
            rows[i] = new BareRow
            {
                Seconds = seconds,
                Nanoseconds = (long)(item.Record.Timestamp - NodaTime.Instant.FromUnixTimeSeconds(seconds))
                    .TotalNanoseconds,
                Id = id,
                Client = NumberOf(clients, item.Record.ClientId),
                Metric = NumberOf(metrics, item.Record.Metric),
                Amount = BytesOf(item.Record.Amount),
                ReceivedSeconds = item.ReceivedAt.ToUnixTimeSeconds(),
                Raw = item.Raw.ToArray(),
            };
        }

        return rows;
    }

    private static byte[] BytesOf(decimal amount)
    {
        Span<byte> bytes = stackalloc byte[SortableBytes.DecimalByteCountMax];
        return bytes[..SortableBytes.Write(amount, bytes)].ToArray();
    }

    private static long NumberOf(Dictionary<string, long> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            number = numbers.Count + 1;
            numbers.Add(name, number);
        }

        return number;
    }
}
