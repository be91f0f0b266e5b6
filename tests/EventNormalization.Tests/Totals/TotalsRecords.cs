using System;
using System.Collections.Immutable;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Tests.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EventNormalization.Tests.Totals;

/// <summary>Makes records to total: few clients, metrics and regions, so that groups fill, and any amounts.</summary>
internal static class TotalsRecords
{
    /// <summary>Any record; some have a region, some a rate, some both or neither.</summary>
    public static Gen<NormalizedEvent> Any { get; } =
        from client in Gen.Elements("a", "b", "client_C", "ä")
        from metric in Gen.Elements("sales", "visits", "returns")
        from amount in Amounts.Any
        from hour in Gen.Choose(0, 3)
        from currency in Gen.Elements<string?>(null, null, "EUR", "USD", "$")
        from fields in Fields()
        select Of(client, metric, amount, hour, fields, currency);

    public static NormalizedEvent Of(
        string client,
        string metric,
        decimal amount,
        int hour = 0,
        ImmutableArray<EventField>? fields = null,
        string? currency = null) => new()
        {
            Currency = currency,
            ClientId = client,
            Metric = metric,
            Amount = amount,
            Timestamp = Instant.FromUtc(2024, 1, 15, hour, 0),
            Fields = fields ?? [],
        };

    /// <summary>An id that depends on the record alone.</summary>
    public static RecordId IdOf(NormalizedEvent record) => RecordId.FromContent(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"{record.ClientId} {record.Metric} {record.Amount} {record.Currency} ")
        + FormattableString.Invariant($"{record.Timestamp} {string.Join(' ', record.Fields)}")));

    private static Gen<ImmutableArray<EventField>> Fields()
    {
        var rate = Gen.Elements(1m, 1.0m, 1.00m, 10m, 2.5m)
            .Select(value => new EventField("rate", FieldValue.FromDecimal(value)));
        var region = Gen.Elements("", "EU", "US").Select(value => new EventField("region", FieldValue.FromText(value)));
        return Gen.OneOf(
            Gen.Constant(ImmutableArray<EventField>.Empty),
            rate.Select(field => ImmutableArray.Create(field)),
            region.Select(field => ImmutableArray.Create(field)),
            from first in rate from second in region select ImmutableArray.Create(first, second));
    }
}
