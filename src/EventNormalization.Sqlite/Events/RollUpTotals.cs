using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Totals from the roll-ups of whole hours, and from the events of partly covered hours.</summary>
internal sealed class RollUpTotals
{
    private static readonly string SelectEvents =
        "SELECT seconds, client, metric, ifnull(currency, ''), amount FROM events"
        + $" WHERE {EventTables.Events.IsWhole} AND ";

    private static readonly string SelectRollUps =
        "SELECT bucket, client, metric, currency, count, sum, min, max FROM roll_ups"
        + $" WHERE {EventTables.RollUps.IsWhole} AND level IS 2 AND bucket >= ?1 AND bucket < ?2";

    private static readonly string SelectDeltas =
        $"SELECT states FROM roll_up_deltas WHERE {EventTables.RollUpDeltas.IsWhole} AND delta >= ?1 AND delta < ?2";

    private static readonly string SelectNames = "SELECT clients.name, metrics.name FROM clients JOIN metrics"
        + $" WHERE {EventTables.Clients.IsWhole} AND {EventTables.Metrics.IsWhole}"
        + " AND clients.client = ?1 AND metrics.metric = ?2";

    private readonly Dictionary<RollUpKey, DecimalSummary> _states = [];
    private readonly SqliteDatabase _database;
    private readonly TotalsFold _fold;
    private readonly bool _isByHour;

    private RollUpTotals(SqliteDatabase database, TotalsFold fold)
    {
        _database = database;
        _fold = fold;
        _isByHour = fold.Query.GroupBy.Contains(GroupKey.Hour);
    }

    /// <summary>Folds what the fold's query asks for; within one transaction, so that all is of one moment.</summary>
    public static void Fold(SqliteDatabase database, TotalsFold fold)
    {
        var totals = new RollUpTotals(database, fold);
        totals.Read(fold.Query.Scope);
        totals.AddToFold();
    }

    private void Read(PredicateScope scope)
    {
        var firstHour = scope.From is { } from ? InstantColumns.HourOf(from) : long.MinValue;
        var endHour = scope.To is { } to ? InstantColumns.HourOf(to) : long.MaxValue;
        if (scope.From is { } start && start != InstantColumns.StartOfHour(firstHour))
        {
            firstHour++;
            AddEvents(scope.From, Earlier(scope.To, firstHour));
        }

        // Where both bounds lie in one hour, the events before it have been added by now.
        if (scope.To is { } end && end != InstantColumns.StartOfHour(endHour) && endHour >= firstHour)
        {
            AddEvents(Later(scope.From, InstantColumns.StartOfHour(endHour)), scope.To);
        }

        AddRollUps(firstHour, endHour);
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

    private static Instant Later(Instant? bound, Instant start) =>
        bound is { } instant && instant > start ? instant : start;

    private void AddEvents(Instant? from, Instant? to)
    {
        var where = new EventPredicateSql(EventPredicate.Between(from, to), "events.seconds", firstParameter: 1);
        var select = _database.Prepare(SelectEvents + where.Text);
        where.Bind(select);
        while (select.Step())
        {
            StateOf(select, InstantColumns.HourOf(select.ReadNumber(0))).Add(AmountColumn.Read(select.ReadBytes(4)));
        }
    }

    private void AddRollUps(long firstHour, long endHour)
    {
        var select = _database.Prepare(SelectRollUps).Bind(1, firstHour).Bind(2, endHour);
        while (select.Step())
        {
            StateOf(select, select.ReadNumber(0)).Merge(RollUpState.Read(select, 4));
        }

        var deltas = _database.Prepare(SelectDeltas)
            .Bind(1, RollUpSlot.FirstDeltaOfHour(firstHour)).Bind(2, RollUpSlot.EndDeltaOfHour(endHour));
        while (deltas.Step())
        {
            AddDelta(new RollUpPackReader(deltas.ReadBytes(0)), firstHour, endHour);
        }
    }

    private void AddDelta(RollUpPackReader reader, long firstHour, long endHour)
    {
        while (reader.TryRead(out var key, out var state))
        {
            if (key.Hour >= firstHour && key.Hour < endHour)
            {
                var group = key with { Hour = _isByHour ? key.Hour : 0 };
                CollectionsMarshal.GetValueRefOrAddDefault(_states, group, out _).Merge(state);
            }
        }
    }

    /// <summary>The state that a row belongs to: hours are told apart only where the query groups by them.</summary>
    private ref DecimalSummary StateOf(SqliteStatement row, long hour)
    {
        var key = new RollUpKey(_isByHour ? hour : 0, row.ReadNumber(1), row.ReadNumber(2), row.ReadText(3));
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_states, key, out _);
    }

    private void AddToFold()
    {
        var select = _database.Prepare(SelectNames);
        foreach (var (key, state) in _states)
        {
            if (!select.Bind(1, key.Client).Bind(2, key.Metric).Step())
            {
                throw new StoreCorruptedException($"{_database.Path}: a roll-up is of no client or no metric.");
            }

            var sample = new NormalizedEvent
            {
                ClientId = select.ReadText(0),
                Metric = select.ReadText(1),
                Currency = key.Currency.Length == 0 ? null : key.Currency,
                Amount = 0,
                Timestamp = InstantColumns.StartOfHour(key.Hour),
            };
            _fold.AddSummary(sample, state);
            select.Reset();
        }
    }
}
