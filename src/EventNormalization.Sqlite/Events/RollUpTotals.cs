using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Totals by client, metric and currency, from roll-ups of whole hours and from the events of hours that are cut.</summary>
internal static class RollUpTotals
{
    private const string SelectEvents = "SELECT client, metric, ifnull(currency, ''), amount FROM events WHERE position > 0";

    private const string SelectRollUps =
        "SELECT client, metric, currency, count, sum, min, max FROM roll_ups"
        + " WHERE level = 2 AND bucket >= ?1 AND bucket < ?2";

    private const string SelectNames =
        "SELECT clients.name, metrics.name FROM clients JOIN metrics WHERE clients.client = ?1 AND metrics.metric = ?2";

    /// <summary>Folds what the fold's query asks for; within one transaction, so that all is of one moment.</summary>
    public static void Fold(SqliteDatabase database, TotalsFold fold)
    {
        var filter = fold.Query.Filter;
        var states = new Dictionary<RollUpKey, RollUpState>();
        var firstHour = filter.From is { } from ? InstantColumns.HourOf(from) : long.MinValue;
        var endHour = filter.To is { } to ? InstantColumns.HourOf(to) : long.MaxValue;
        if (filter.From is { } start && start != InstantColumns.StartOfHour(firstHour))
        {
            firstHour++;
            AddEvents(database, states, filter with { To = Earlier(filter.To, firstHour) });
        }

        // Where both bounds lie in one hour, the events before it have been added by now.
        if (filter.To is { } end && end != InstantColumns.StartOfHour(endHour) && endHour >= firstHour)
        {
            AddEvents(database, states, filter with { From = InstantColumns.StartOfHour(endHour) });
        }

        AddRollUps(database, states, filter, new HourRange(firstHour, endHour));
        AddTo(fold, database, states);
    }

    /// <summary>The bound, or the start of the hour if that is earlier; some hours start after all time.</summary>
    private static Instant? Earlier(Instant? bound, long hour)
    {
        if (hour > InstantColumns.HourOf(Instant.MaxValue))
        {
            return bound;
        }

        var start = InstantColumns.StartOfHour(hour);
        return bound is { } instant && instant < start ? instant : start;
    }

    private static void AddEvents(
        SqliteDatabase database, Dictionary<RollUpKey, RollUpState> states, EventFilter filter)
    {
        var condition = new EventCondition(filter, "seconds");
        var select = condition.Bind(database, database.Prepare(SelectEvents + condition.Sql));
        while (select.Step())
        {
            CollectionsMarshal.GetValueRefOrAddDefault(states, KeyOf(select), out _)
                .Add(AmountColumn.Read(select.ReadBytes(3)));
        }
    }

    private static void AddRollUps(
        SqliteDatabase database, Dictionary<RollUpKey, RollUpState> states, EventFilter filter, HourRange hours)
    {
        var condition = new EventCondition(filter with { From = null, To = null }, "seconds");
        var select = condition.Bind(database, database.Prepare(SelectRollUps + condition.Sql));
        select.Bind(1, hours.First).Bind(2, hours.End);
        while (select.Step())
        {
            var state = RollUpState.Read(select, 3);
            CollectionsMarshal.GetValueRefOrAddDefault(states, KeyOf(select), out _).Merge(in state);
        }
    }

    /// <summary>Whose totals a row is of, whatever its hour.</summary>
    private static RollUpKey KeyOf(SqliteStatement row) =>
        new(0, row.ReadNumber(0), row.ReadNumber(1), row.ReadText(2));

    private static void AddTo(TotalsFold fold, SqliteDatabase database, Dictionary<RollUpKey, RollUpState> states)
    {
        var select = database.Prepare(SelectNames);
        foreach (var (key, state) in states)
        {
            if (!select.Bind(1, key.Client).Bind(2, key.Metric).Step())
            {
                throw new StoreCorruptedException($"{database.Path}: a roll-up is of no client or no metric.");
            }

            fold.AddRollUp(state.ToRollUp(select.ReadText(0), select.ReadText(1), key.Currency));
            select.Reset();
        }
    }

    private readonly record struct HourRange(long First, long End);
}
