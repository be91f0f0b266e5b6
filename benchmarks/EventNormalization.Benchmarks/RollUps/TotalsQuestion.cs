using System;
using System.Collections.Generic;
using EventNormalization.Cli.Workloads;
using EventNormalization.Queries;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Benchmarks.RollUps;

/// <summary>A question that is asked again and again, each time of another client.</summary>
internal sealed record TotalsQuestion(string Name, Func<int, TotalsQuery> Of)
{
    private static readonly EventPredicate Year =
        EventPredicate.Between(Instant.FromUtc(2023, 7, 1, 0, 0), Instant.FromUtc(2024, 7, 1, 0, 0));

    public static IReadOnlyList<TotalsQuestion> All { get; } =
    [
        new("totals of one client", i => new TotalsQuery { Where = Client(i) }),
        new("totals of all clients", _ => new TotalsQuery { GroupBy = [GroupKey.ClientId] }),
        new("by day, one client, a year", i => new TotalsQuery
        {
            Where = Client(i).And(Year), GroupBy = [Day(DateTimeZone.Utc)],
        }),
        new("the same in New York", i => new TotalsQuery
        {
            Where = Client(i).And(Year), GroupBy = [Day(DateTimeZoneProviders.Tzdb["America/New_York"])],
        }),
        new("by month, all clients, a year", _ => new TotalsQuery
        {
            Where = Year, GroupBy = [GroupKey.Calendar(CalendarUnit.Month, DateTimeZone.Utc)],
        }),
        new("by metric, all clients", _ => new TotalsQuery { GroupBy = [GroupKey.Metric] }),
    ];

    private static EventPredicate Client(int number) =>
        EventPredicate.TextIn("client_id", WorkloadNames.Clients[number * 37 % WorkloadNames.ClientCount]);

    private static GroupKey Day(DateTimeZone zone) => GroupKey.Calendar(CalendarUnit.Day, zone);
}
