using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>
/// Totals from the roll-ups of the cheapest level that tells them, and from the events of hours that are cut.
/// </summary>
/// <remarks>
/// Without a time they are of all time. Else days are read where the metric does not matter; those that a bound or a
/// period cuts are read by hours; and of the hours that one cuts, as in zones that are half an hour off, the events.
/// </remarks>
internal sealed class RollUpTotals
{
    private const int HoursOfDay = 24;

    private static readonly Duration LastOfHour = Duration.FromHours(1) - Duration.Epsilon;

    private static readonly string SelectEvents =
        "SELECT seconds, nanoseconds, client, metric, ifnull(currency, ''), amount FROM events"
        + $" WHERE {EventTables.Events.IsWhole} AND ";

    // All hours that an event can be in, and those around them.
    private static readonly TimeRange AllHours =
        new(InstantColumns.HourOf(Instant.MinValue), InstantColumns.HourOf(Instant.MaxValue) + 1);

    // The states of what the query tells apart, and where each key's is; most keys are that of the one before.
    private readonly List<DecimalSummary> _states = [];
    private readonly Dictionary<RollUpKey, int> _places = [];
    private RollUpKey _lastKey;
    private int _lastPlace = -1;

    private readonly SortedSet<long> _cutDays = [];
    private readonly SortedSet<long> _cutHours = [];
    private readonly Dictionary<long, bool> _daysWhole = [];
    private readonly Dictionary<long, bool> _hoursWhole = [];
    private readonly SqliteDatabase _database;
    private readonly TotalsFold _fold;
    private readonly StoredNames _names;
    private readonly SortedSet<long>? _clients;
    private readonly bool _needsClient;
    private readonly bool _needsMetric;
    private readonly bool _isByTime;

    private RollUpTotals(SqliteDatabase database, TotalsFold fold)
    {
        _database = database;
        _fold = fold;
        _names = new StoredNames(database);
        var (groupBy, scope) = (fold.Query.GroupBy, fold.Query.Scope);
        _clients = AskedClients.Find(database, scope.Rest);
        _isByTime = fold.Query.IsByTime;
        _needsClient = groupBy.Contains(GroupKey.ClientId) || !scope.UsesAlone(FieldNames.Metric, FieldNames.Currency);
        _needsMetric = groupBy.Contains(GroupKey.Metric) || !scope.UsesAlone(FieldNames.ClientId, FieldNames.Currency);
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
        var reader = new RollUpReader(_database, _clients);
        if (scope is { From: null, To: null } && !_isByTime)
        {
            reader.Read(RollUpLevel.AllTime, TimeRanges.Of(0, 1), (key, in state) => Add(key, 0, in state));
            return;
        }

        var hours = AddEventsOfBounds(scope);
        reader.Read(RollUpLevel.Hour, _needsMetric ? TimeRanges.Of(hours.First, hours.End) : AddDays(reader, hours),
            (key, in state) => AddOrCut(RollUpLevel.Hour, key, in state, _cutHours));
        foreach (var cut in RangesOf(_cutHours).Ranges)
        {
            AddEvents(InstantColumns.StartOfHour(cut.First), StartOrEnd(cut.End));
        }
    }

    /// <summary>Adds the events of the hours that a bound cuts; returns the hours between the bounds.</summary>
    private TimeRange AddEventsOfBounds(PredicateScope scope)
    {
        var firstHour = scope.From is { } from ? InstantColumns.HourOf(from) : AllHours.First;
        var endHour = scope.To is { } to ? InstantColumns.HourOf(to) : AllHours.End;
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

        return new TimeRange(firstHour, endHour);
    }

    /// <summary>Adds the days that are whole; returns the hours that are left.</summary>
    private TimeRanges AddDays(RollUpReader reader, TimeRange hours)
    {
        var firstDay = RollUpLevel.FloorDivide(hours.First + HoursOfDay - 1, HoursOfDay);
        var endDay = RollUpLevel.FloorDivide(hours.End, HoursOfDay);
        if (firstDay >= endDay)
        {
            return TimeRanges.Of(hours.First, hours.End);
        }

        reader.Read(RollUpLevel.Day, TimeRanges.Of(firstDay, endDay),
            (key, in state) => AddOrCut(RollUpLevel.Day, key, in state, _cutDays));
        var left = TimeRanges.Of(hours.First, firstDay * HoursOfDay);
        foreach (var cut in RangesOf(_cutDays).Ranges)
        {
            left.Add(cut.First * HoursOfDay, cut.End * HoursOfDay);
        }

        left.Add(endDay * HoursOfDay, hours.End);
        return left;
    }

    private void AddOrCut(RollUpLevel level, RollUpKey key, in DecimalSummary state, SortedSet<long> cut)
    {
        if (_isByTime && !IsWhole(level, key.Time))
        {
            cut.Add(key.Time);
        }
        else
        {
            Add(key, key.Time * level.HourCount, in state);
        }
    }

    private bool IsWhole(RollUpLevel level, long time)
    {
        ref var isWhole = ref CollectionsMarshal.GetValueRefOrAddDefault(
            level == RollUpLevel.Day ? _daysWhole : _hoursWhole, time, out var isKnown);
        if (!isKnown)
        {
            var hour = time * level.HourCount;
            isWhole = _fold.Query.IsWhole(
                InstantColumns.StartOfHour(hour),
                InstantColumns.StartOfHour(hour + level.HourCount - 1) + LastOfHour);
        }

        return isWhole;
    }

    /// <summary>Adds a roll-up to those that the query does not tell apart from it.</summary>
    private void Add(RollUpKey key, long hour, in DecimalSummary state)
    {
        var group = new RollUpKey(
            _needsClient ? key.Client : 0, _isByTime ? hour : 0, _needsMetric ? key.Metric : 0, key.Currency);
        if (_lastPlace < 0 || group != _lastKey)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, group, out var isKnown);
            if (!isKnown)
            {
                place = _states.Count;
                _states.Add(default);
            }

            (_lastKey, _lastPlace) = (group, place);
        }

        CollectionsMarshal.AsSpan(_states)[_lastPlace].Merge(in state);
    }

    private static TimeRanges RangesOf(SortedSet<long> times)
    {
        var ranges = new TimeRanges();
        foreach (var time in times)
        {
            ranges.Add(time, time + 1);
        }

        return ranges;
    }

    /// <summary>The bound, or the start of the hour if that is earlier.</summary>
    private static Instant? Earlier(Instant? bound, long hour) =>
        bound is { } instant && StartOrEnd(hour) is { } start ? Instant.Min(instant, start) : bound ?? StartOrEnd(hour);

    private static Instant Later(Instant? bound, Instant start) =>
        bound is { } instant && instant > start ? instant : start;

    /// <summary>The start of an hour; null if all time is before it.</summary>
    private static Instant? StartOrEnd(long hour) =>
        hour < AllHours.End ? InstantColumns.StartOfHour(hour) : null;

    private void AddEvents(Instant? from, Instant? to)
    {
        var where = new EventPredicateSql(EventPredicate.Between(from, to), "events.seconds", firstParameter: 1);
        var select = _database.Prepare(SelectEvents + where.Text);
        where.Bind(select);
        while (select.Step())
        {
            if (_clients is { } clients && !clients.Contains(select.ReadNumber(2)))
            {
                continue;
            }

            var state = default(DecimalSummary);
            state.Add(AmountColumn.Read(select.ReadBytes(5)));
            var key = new RollUpKey(select.ReadNumber(2), 0, select.ReadNumber(3), select.ReadText(4));
            AddToFold(key, InstantColumns.ToInstant(select.ReadNumber(0), select.ReadNumber(1)), state);
        }
    }

    private void AddToFold()
    {
        foreach (var (key, place) in _places)
        {
            AddToFold(key, InstantColumns.StartOfHour(key.Time), in CollectionsMarshal.AsSpan(_states)[place]);
        }
    }

    private void AddToFold(RollUpKey key, Instant time, in DecimalSummary state) => _fold.AddSummary(
        new NormalizedEvent
        {
            ClientId = _needsClient ? _names.OfClient(key.Client) : "",
            Metric = _needsMetric ? _names.OfMetric(key.Metric) : "",
            Currency = key.Currency.Length == 0 ? null : key.Currency,
            Amount = 0,
            Timestamp = time,
        },
        state);
}
