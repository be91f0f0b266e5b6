using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Totals;

/// <summary>
/// Three clients and two metrics on the days of 2024 on which clocks of New York were put forward and back, in any
/// store.
/// </summary>
internal sealed class DaylightScenario(IEventStore events) : IAsyncDisposable
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly GroupKey Day = GroupKey.Calendar(CalendarUnit.Day, NewYork);

    private static readonly Measure Percentile = Measures.QuantileOf(95m, FieldNames.Amount);

    private static readonly Measure Distinct = Measures.DistinctOf(FieldNames.Amount);

    private static readonly TotalsQuery ByClientAndDay = new()
    {
        GroupBy = [GroupKey.ClientId, Day],
        Measures =
        [
            Measures.Count, Measures.Sum, Measures.Min, Measures.Max, Measures.Mean, Distinct, Percentile,
            Measures.Latest,
        ],
    };

    private readonly InMemoryFailedEventStore _failed = new();
    private readonly List<Sale> _sales = [];

    public ValueTask DisposeAsync() => events.DisposeAsync();

    /// <summary>Every quarter of an hour of both days is an event of a client, in a metric, of some amount.</summary>
    public async Task IngestDaysAsync()
    {
        foreach (var (start, hours) in new[] { ("2024-03-10T05:00:00Z", 23), ("2024-11-03T04:00:00Z", 25) })
        {
            for (var i = 0; i < 4 * hours; i++)
            {
                await IngestAsync(new Sale(
                    "A a B".Split(' ')[i % 3],
                    i % 2 == 0 ? "sales" : "visits",
                    ((i * 37 % 101) - 20) / 4m,
                    InstantPattern.ExtendedIso.Parse(start).Value + Duration.FromMinutes(15 * i)));
            }
        }
    }

    /// <summary>The values of each client and day are those of a naive recomputation.</summary>
    public async Task AssertDaysAsync()
    {
        var groups = await events.ReadTotalsAsync(ByClientAndDay);

        var expected = _sales.GroupBy(sale => (sale.Client, sale.At.InZone(NewYork).Date))
            .OrderBy(day => day.Key.Client, StringComparer.Ordinal).ThenBy(day => day.Key.Date).ToArray();
        Assert.Equal(expected.Select(TextOf), groups.Select(TextOf));
        foreach (var (day, group) in expected.Zip(groups))
        {
            // The nearest rank, of which the sketch is at most one percent away.
            decimal[] amounts = [.. day.Select(sale => sale.Amount).Order()];
            var exact = amounts[(int)Math.Ceiling(0.95m * amounts.Length) - 1];
            var error = Math.Abs(exact) / 100;
            Assert.InRange(group[Percentile].AsDecimal()!.Value, exact - error, exact + error);
        }

        var windows = groups.Select(group => group.WindowOf(Day)!).Distinct();
        Assert.Equal(
            [("2024-03-10", Duration.FromHours(23)), ("2024-11-03", Duration.FromHours(25))],
            windows.OrderBy(window => window.Start).Select(window => (window.Text, window.End - window.Start)));
    }

    /// <summary>An event that comes late changes its window and no other.</summary>
    public async Task AssertLateEventAsync()
    {
        var before = (await events.ReadTotalsAsync(ByClientAndDay)).Select(TextOf).ToArray();

        await IngestAsync(
            new Sale("B", "sales", 1_000_000, InstantPattern.ExtendedIso.Parse("2024-03-11T03:59:59Z").Value));

        var after = (await events.ReadTotalsAsync(ByClientAndDay)).Select(TextOf).ToArray();
        Assert.StartsWith("B 2024-03-10 ", after.Except(before).Single(), StringComparison.Ordinal);
        Assert.StartsWith("B 2024-03-10 ", before.Except(after).Single(), StringComparison.Ordinal);
        await AssertDaysAsync();
    }

    /// <summary>A client is compared letter by letter, case included.</summary>
    public async Task AssertClientsAsync()
    {
        var groups = await events.ReadTotalsAsync(
            ByClientAndDay with { Where = EventPredicate.TextIn(FieldNames.ClientId, "A") });

        Assert.Equal(2, groups.Count);
        Assert.All(groups, group => Assert.Equal(FieldValue.FromText("A"), group.Key[0]));
        Assert.Equal(_sales.Count(sale => sale.Client == "A"), groups.Sum(group => group.Count));
    }

    /// <summary>Amounts of two currencies in one window have no sum, and each has its own.</summary>
    public async Task AssertCurrenciesAsync()
    {
        await IngestAsync(
            """{"client_id":"C","metric":"sales","amount":"12.50 EUR","timestamp":"2024-03-10T12:00:00Z"}""");
        await IngestAsync(
            """{"client_id":"C","metric":"sales","amount":"1250 JPY","timestamp":"2024-03-10T13:00:00Z"}""");

        var group = (await events.ReadTotalsAsync(
            ByClientAndDay with { Where = EventPredicate.TextIn(FieldNames.ClientId, "C") })).Single();

        Assert.Equal(2, group.Count);
        Assert.Equal("aggregate.currencies", group.Sum.Error!.Code);
        Assert.Equal("aggregate.currencies", group[Percentile].Error!.Code);
        Assert.Equal("aggregate.currencies", group[Measures.Latest].Error!.Code);
        Assert.Equal(
            [("EUR", 12.5m), ("JPY", 1250m)], group.ByCurrency.Select(one => (one.Currency, one.Sum.Value)));
        Assert.All(group.ByCurrency, one => Assert.Equal("2024-03-10", one.WindowOf(Day)!.Text));
    }

    private static string TextOf(TotalsGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"{group.Key[0]} {group.WindowOf(Day)} {group.Count}: {group.Sum}, {group[Measures.Min]} to "
            + $"{group[Measures.Max]}, mean {group[Measures.Mean]}, {group[Distinct]} amounts, "
            + $"latest {group[Measures.Latest]}");

    private static string TextOf(IGrouping<(string Client, LocalDate Date), Sale> day)
    {
        decimal[] amounts = [.. day.Select(sale => sale.Amount)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{day.Key.Client} {LocalDatePattern.Iso.Format(day.Key.Date)} {amounts.Length}: {Plain(amounts.Sum())}, "
                + $"{Plain(amounts.Min())} to {Plain(amounts.Max())}, mean {Plain(MeanOf(amounts))}, "
                + $"{amounts.Distinct().Count()} amounts, latest {Plain(day.MaxBy(sale => sale.At)!.Amount)}");
    }

    private static decimal MeanOf(decimal[] amounts) => amounts.Sum() / amounts.Length;

    /// <summary>Without trailing zeros.</summary>
    private static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;

    private async Task IngestAsync(Sale sale)
    {
        _sales.Add(sale);
        await IngestAsync(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"client_id":"{{sale.Client}}","metric":"{{sale.Metric}}","amount":{{sale.Amount}},"""
                + $"\"timestamp\":\"{sale.At}\"}}"));
    }

    private async Task IngestAsync(string text)
    {
        var pipeline = new EventPipeline(new EventIdentifier(EventSchema.Default), events, _failed);
        var result = await pipeline.IngestAsync(
            new RawEvent(Encoding.UTF8.GetBytes(text), Instant.FromUtc(2024, 12, 1, 0, 0)));

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
    }

    private sealed record Sale(string Client, string Metric, decimal Amount, Instant At);
}
