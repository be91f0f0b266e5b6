using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Totals by periods of calendars, of which hours and days of UTC may be a part or may be cut.</content>
public static partial class EventStoreContract
{
    private const int PeriodRunCount = 12;
    private const int PeriodEventCount = 120;

    private static readonly ImmutableArray<CalendarUnit> PeriodUnits =
        [CalendarUnit.Day, CalendarUnit.Week, CalendarUnit.Month, CalendarUnit.Quarter, CalendarUnit.Year];

    // Whole hours off and not; clocks that go back by an hour or by half of one; a date that is left out; an offset
    // that is no whole minute, as all have before there was standard time.
    private static readonly ImmutableArray<DateTimeZone> PeriodZones =
    [
        .. new[]
        {
            "UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns",
            "Pacific/Apia", "Europe/Amsterdam",
        }.Select(name => DateTimeZoneProviders.Tzdb[name]),
    ];

    // Around these times clocks change in some of the zones.
    private static readonly ImmutableArray<Instant> ClockChanges =
    [
        At("2024-03-10T07:00:00Z"), At("2024-11-03T06:00:00Z"), At("2024-04-06T15:00:00Z"),
        At("2024-10-05T15:30:00Z"), At("2011-12-30T10:00:00Z"), At("1969-12-31T23:00:00Z"), At("1937-06-30T23:40:00Z"),
        At("2024-02-29T12:00:00Z"), At("2025-01-01T00:00:00Z"),
    ];

    private static readonly ImmutableArray<ImmutableArray<GroupKey>> FieldGroupings =
    [
        [], [GroupKey.ClientId], [GroupKey.Metric], [GroupKey.Field("currency")], [GroupKey.ClientId, GroupKey.Metric],
        [GroupKey.Field("currency"), GroupKey.ClientId],
    ];

    private static IEnumerable<ContractCheck<IEventStore>> PeriodChecks =>
    [
        new("Totals of any clients by any periods of any zone equal the fold of the events, however bounds cut hours",
            (makeStore, seed) => Histories.RunAsync(seed, PeriodRunCount, async random =>
            {
                var store = await makeStore();
                var events = random.Array(PeriodEventCount / 2, PeriodEventCount, AnyPeriodEvent);
                foreach (var (number, part) in events.Chunk(random.Next(1, PeriodEventCount)).Index())
                {
                    await store.AppendAsync(new AppendId(7, (ulong)number + 1), part);
                }

                var distinct = events.DistinctBy(item => item.Id).ToArray();
                foreach (var query in random.Array(20, 20, AnyPeriodQuery))
                {
                    await AssertTotalsAsync(store, distinct, query);
                }
            })),
    ];

    private static IdentifiedEvent AnyPeriodEvent(Random random) => Of(new NormalizedEvent
    {
        ClientId = random.OneOf(Clients),
        Metric = random.OneOf(Metrics),
        Currency = random.OneOf<string?>(null, null, "EUR", "JPY"),
        Amount = random.Next(8) switch
        {
            0 => decimal.MaxValue,
            1 => -0.0000000000000000000000000001m,
            _ => random.Next(-99_999, 99_999) / 100m,
        },
        Timestamp = AnyInstant(random),
    });

    /// <summary>An instant near a change of clocks, often at the edge of a quarter of an hour.</summary>
    private static Instant AnyInstant(Random random)
    {
        var time = random.OneOf(ClockChanges.AsSpan()) + Duration.FromMinutes(15 * random.Next(-400, 400));
        return random.Next(3) switch
        {
            0 => time,
            1 => time - Duration.Epsilon,
            _ => time + Duration.FromSeconds(random.Next(900)),
        };
    }

    private static TotalsQuery AnyPeriodQuery(Random random)
    {
        var (one, other) = (AnyInstant(random), AnyInstant(random));
        var between = random.Next(4) switch
        {
            0 => EventPredicate.Everything,
            1 => EventPredicate.Between(one, null),
            2 => EventPredicate.Between(null, one),
            _ => EventPredicate.Between(Instant.Min(one, other), Instant.Max(one, other)),
        };
        ImmutableArray<GroupKey> byTime = random.Next(4) switch
        {
            0 => [],
            1 => [AnyWindow(random)],
            _ => [GroupKey.Calendar(random.OneOf(PeriodUnits.AsSpan()), random.OneOf(PeriodZones.AsSpan()))],
        };
        return new TotalsQuery
        {
            Where = AnyRest(random).And(between),
            GroupBy = [.. byTime, .. random.OneOf(FieldGroupings.AsSpan())],
        };
    }

    private static GroupKey AnyWindow(Random random)
    {
        var zone = random.OneOf(PeriodZones.AsSpan());
        return random.Next(5) switch
        {
            0 => GroupKey.Hour,
            1 => GroupKey.Calendar(CalendarUnit.Hour, zone),
            2 => GroupKey.Calendar(CalendarUnit.Week, zone, IsoDayOfWeek.Sunday),
            3 => GroupKey.Sliding(Duration.FromHours(48), Duration.FromHours(12), zone),
            _ => GroupKey.Every(
                Duration.FromMinutes(random.OneOf(15, 60, 360, 420, 1440, 10 * 1440)), zone),
        };
    }

    private static EventPredicate AnyRest(Random random) => random.Next(6) switch
    {
        0 => EventPredicate.TextIn("client_id", random.OneOf(Clients)),
        1 => EventPredicate.TextIn("client_id", random.OneOf(Clients), "nobody")
            .And(EventPredicate.TextIn("metric", random.OneOf(Metrics))),
        2 => EventPredicate.TextIn("client_id", random.OneOf(Clients)).Or(EventPredicate.TextIn("metric", "sales")),
        3 => EventPredicate.TextIn("currency", "EUR").Not(),
        _ => EventPredicate.Everything,
    };
}
