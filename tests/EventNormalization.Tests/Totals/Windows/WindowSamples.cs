using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Tests.Totals;

/// <summary>Zones, instants and records around changes of clocks.</summary>
internal static class WindowSamples
{
    public static readonly DateTimeZone NewYork = Zone("America/New_York");

    /// <summary>
    /// Zones that change by one hour, by half of one, at midnight, over midnight, by a whole date, or never.
    /// </summary>
    private static readonly string[] Zones =
    [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "America/St_Johns",
        "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "Antarctica/Casey", "UTC",
    ];

    /// <summary>An instant near a change of the clocks of a zone, or anywhere.</summary>
    public static Gen<(DateTimeZone Zone, Instant Instant)> Moments { get; } =
        from id in Gen.Elements(Zones)
        from year in Gen.Choose(1900, 2037)
        from day in Gen.Choose(0, 365)
        from isNear in Gen.Elements(true, true, false)
        from offset in Gen.Choose(-100_000, 100_000)
        let start = Instant.FromUtc(year, 1, 1, 0, 0) + Duration.FromDays(day)
        let zone = Zone(id)
        let change = zone.GetZoneInterval(start)
        select (zone, (isNear && change.HasEnd ? change.End : start) + Duration.FromSeconds(offset));

    /// <summary>Records of the two weeks in which clocks of New York were put forward or back in 2024.</summary>
    public static Gen<NormalizedEvent> Records { get; } =
        from record in TotalsRecords.Any
        from start in Gen.Elements(Instant.FromUtc(2024, 3, 8, 0, 0), Instant.FromUtc(2024, 11, 1, 0, 0))
        from minutes in Gen.Choose(0, 7 * 24 * 60)
        select At(record, start + Duration.FromMinutes(minutes));

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static Instant Parse(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static NormalizedEvent At(NormalizedEvent record, Instant timestamp) => new()
    {
        ClientId = record.ClientId,
        Metric = record.Metric,
        Amount = record.Amount,
        Currency = record.Currency,
        Fields = record.Fields,
        Timestamp = timestamp,
    };

    /// <summary>The groups of records, each with its window, as one line.</summary>
    public static string[] Lines(TotalsQuery query, IEnumerable<NormalizedEvent> records) =>
        [.. GroupsOf(query, records).Select(TotalsText.Of)];

    public static IReadOnlyList<TotalsGroup> GroupsOf(TotalsQuery query, IEnumerable<NormalizedEvent> records)
    {
        var fold = new TotalsFold(query);
        foreach (var record in records)
        {
            fold.Add(record, TotalsRecords.IdOf(record));
        }

        return fold.ToGroups();
    }

    /// <summary>The windows of records and how many there are in each: <c>2024-03-10 x2</c>.</summary>
    public static string[] CountsOf(TotalsQuery query, IEnumerable<NormalizedEvent> records) =>
    [
        .. GroupsOf(query with { Measures = [Measures.Count] }, records).Select(group => string.Join(' ', [
            .. group.GroupBy.Select((key, i) => group.WindowOf(key)?.Text ?? group.Key[i].ToString()),
            FormattableString.Invariant($"x{group.Count}")])),
    ];

    /// <summary>A record of a client at an instant.</summary>
    public static NormalizedEvent Of(string client, string timestamp, decimal amount = 1) =>
        At(TotalsRecords.Of(client, "m", amount), Parse(timestamp));

    public static EventPredicate Within(string from, string to) => EventPredicate.Between(Parse(from), Parse(to));
}
