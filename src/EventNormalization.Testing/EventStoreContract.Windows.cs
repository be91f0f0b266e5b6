using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Totals by windows of time equal the fold of the events.</content>
public static partial class EventStoreContract
{
    /// <summary>
    /// Windows of each kind, in zones whose hours are those of UTC, and in zones that cut them in halves and quarters.
    /// </summary>
    private static ImmutableArray<GroupKey> Windows =>
    [
        GroupKey.Calendar(CalendarUnit.Hour, ZoneOf("Asia/Kolkata")),
        GroupKey.Calendar(CalendarUnit.Hour, ZoneOf("Australia/Lord_Howe")),
        GroupKey.Calendar(CalendarUnit.Day, ZoneOf("America/New_York")),
        GroupKey.Calendar(CalendarUnit.Day, ZoneOf("Asia/Kathmandu")),
        GroupKey.Calendar(CalendarUnit.Week, ZoneOf("Europe/Berlin"), IsoDayOfWeek.Sunday),
        GroupKey.Calendar(CalendarUnit.Month, ZoneOf("Asia/Kathmandu")),
        GroupKey.Calendar(CalendarUnit.Quarter, DateTimeZone.Utc),
        GroupKey.Calendar(CalendarUnit.Year, ZoneOf("America/New_York")),
        GroupKey.Every(Duration.FromMinutes(15), ZoneOf("America/New_York")),
        GroupKey.Every(Duration.FromHours(6), ZoneOf("America/New_York")),
        GroupKey.Every(Duration.FromHours(7), DateTimeZone.Utc),
        GroupKey.Every(Duration.FromDays(2), ZoneOf("Asia/Kolkata")),
        GroupKey.Sliding(Duration.FromHours(3), Duration.FromHours(1), DateTimeZone.Utc),
        GroupKey.Sliding(Duration.FromDays(3), Duration.FromDays(1), ZoneOf("America/New_York")),
    ];

    private static readonly EventPredicate[] TimesOfWindows =
    [
        EventPredicate.Everything,
        EventPredicate.Between(At("2024-03-09T10:20:00Z"), At("2024-03-12T07:40:00Z")),
        EventPredicate.Between(At("2024-11-02T00:00:00Z"), At("2024-11-05T00:00:00Z"))
            .And(EventPredicate.TextIn("client_id", Clients[0])),
        EventPredicate.Between(At("2024-11-03T05:45:00Z"), At("2024-11-03T06:15:00Z")),
    ];

    private static IEnumerable<ContractCheck<IEventStore>> WindowChecks =>
    [
        Check("Totals by windows of every kind, in zones of any offset, equal the fold of the events", async store =>
        {
            // The days around both changes of the clocks of New York, one event in each third of an hour.
            var events = new[] { "2024-03-09T00:05:00Z", "2024-11-02T00:05:00Z" }.SelectMany(start =>
                Enumerable.Range(0, 216).Select(i => PricedAt(
                    At(start) + Duration.FromMinutes(20 * i), Currencies[i / 7 % 2], i, Clients[i % 3]))).ToArray();
            await store.AppendAsync(new AppendId(1, 1), events[..200]);
            await store.AppendAsync(new AppendId(1, 2), events[200..]);

            foreach (var window in Windows)
            {
                foreach (var where in TimesOfWindows)
                {
                    await AssertTotalsAsync(
                        store, events, new TotalsQuery { Where = where, GroupBy = [GroupKey.ClientId, window] });
                }
            }
        }),
        Check("Windows without an event are filled in where that is asked for", async store =>
        {
            IdentifiedEvent[] events =
            [
                Priced("EUR", 1, "client_A", "2024-03-09T12:00:00Z"),
                Priced("USD", 2, "client_A", "2024-03-12T12:00:00Z"),
                Priced(null, 3, "client_B", "2024-03-11T12:00:00Z"),
            ];
            var day = GroupKey.Calendar(CalendarUnit.Day, ZoneOf("America/New_York"));
            await store.AppendAsync(new AppendId(1, 1), events);

            var filled = await store.ReadTotalsAsync(new TotalsQuery
            {
                Where = EventPredicate.Between(At("2024-03-09T05:00:00Z"), At("2024-03-13T04:00:00Z")),
                GroupBy = [GroupKey.ClientId, day],
                Measures = [Measures.Count, Measures.Sum],
                EmptyWindows = true,
            });

            Assert.Equal(
                [
                    "client_A 2024-03-09 1 1 EUR", "client_A 2024-03-10 0 0 ", "client_A 2024-03-11 0 0 ",
                    "client_A 2024-03-12 1 2 USD", "client_B 2024-03-09 0 0 ", "client_B 2024-03-10 0 0 ",
                    "client_B 2024-03-11 1 3 ", "client_B 2024-03-12 0 0 ",
                ],
                filled.Select(
                    group => $"{group.Key[0]} {group.WindowOf(day)} {group.Count} {group.Sum} {group.Currency}"));
        }),
    ];

    private static DateTimeZone ZoneOf(string id) => DateTimeZoneProviders.Tzdb[id];
}
