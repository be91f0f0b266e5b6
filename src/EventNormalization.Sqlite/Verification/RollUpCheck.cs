using System;
using System.Collections.Generic;
using EventNormalization.Aggregation;

namespace EventNormalization.Sqlite;

/// <summary>
/// Every roll-up of a level, with the changes that are not added to it yet, is what its events add up to.
/// </summary>
/// <remarks>
/// All are read in the order of their keys side by side, so that memory does not grow with their number; SQLite sorts
/// the events in a temporary file.
/// </remarks>
internal sealed class RollUpCheck
{
    private readonly SqliteDatabase _database;
    private readonly RollUpLevel _level;
    private readonly Findings _findings;
    private readonly Comparer<RollUpKey> _order;
    private readonly SqliteStatement _events;
    private readonly RollUpStream _rollUps;
    private readonly DeltaStream _deltas;
    private bool _hasEvent;

    private RollUpCheck(SqliteDatabase database, RollUpLevel level, Findings findings, SqliteStatement[] statements)
    {
        (_database, _level, _findings) = (database, level, findings);
        _order = Comparer<RollUpKey>.Create((left, right) =>
        {
            var order = level.BucketOf(left.Time).CompareTo(level.BucketOf(right.Time));
            return order == 0 ? left.CompareTo(right) : order;
        });
        _events = statements[0];
        _rollUps = new RollUpStream(statements[1], level);
        _deltas = new DeltaStream(statements[2], _order);
        _hasEvent = _events.Step();
    }

    public static void Run(SqliteDatabase database, Findings findings)
    {
        foreach (var level in RollUpLevel.All)
        {
            using var events = database.PrepareOnce(SelectEvents(level));
            using var rollUps = database.PrepareOnce(RollUpStream.Select);
            using var deltas = database.PrepareOnce(DeltaStream.Select);
            rollUps.Bind(1, level.Number);
            deltas.Bind(1, RollUpSlot.FirstDelta(level, long.MinValue))
                .Bind(2, RollUpSlot.EndDelta(level, long.MaxValue));
            new RollUpCheck(database, level, findings, [events, rollUps, deltas]).Compare();
        }
    }

    /// <summary>
    /// Orders as the rows and their keys are; SQLite orders texts by their bytes, which is by code point.
    /// </summary>
    private static string SelectEvents(RollUpLevel level)
    {
        const string hour = "CASE WHEN seconds >= 0 THEN seconds / 3600 ELSE (seconds + 1) / 3600 - 1 END";
        var time = level.HourCount == 0 ? "0" : Divide($"({hour})", level.HourCount);
        return FormattableString.Invariant($"SELECT client, {time} AS time, ")
            + (level.IsByMetric ? "metric" : "0") + " AS metric, ifnull(currency, '') AS currency, amount"
            + FormattableString.Invariant($" FROM events NOT INDEXED ORDER BY {Divide("time", level.BucketLength)}")
            + ", 1, 2, 3, 4";
    }

    private static string Divide(string value, int divisor) => FormattableString.Invariant(
        $"CASE WHEN {value} >= 0 THEN {value} / {divisor} ELSE ({value} + 1) / {divisor} - 1 END");

    private void Compare()
    {
        while (FindLeastKey() is { } key)
        {
            var counted = ReadEvents(key);
            var kept = ReadRollUps(key);
            if (!AreEqual(counted, kept))
            {
                _findings.Add(string.Concat(
                    FormattableString.Invariant(
                        $"{_database.Path}: the roll-up of {TextOf(key.Time)}, client {key.Client}, "),
                    FormattableString.Invariant(
                        $"metric {key.Metric}, currency '{key.Currency}' says {kept.Count} events and "),
                    FormattableString.Invariant(
                        $"a sum of {kept.Sum}, and the events are {counted.Count} with a sum of "),
                    counted.Sum.ToString()));
            }
        }
    }

    private string TextOf(long time) => _level.HourCount switch
    {
        0 => "all time",
        1 => FormattableString.Invariant($"hour {time}"),
        _ => FormattableString.Invariant($"day {time}"),
    };

    private RollUpKey? FindLeastKey()
    {
        RollUpKey? least = _hasEvent ? KeyOf(_events) : null;
        if (_rollUps.HasKey && IsLess(_rollUps.Key, least))
        {
            least = _rollUps.Key;
        }

        return _deltas.HasKey && IsLess(_deltas.Key, least) ? _deltas.Key : least;
    }

    private bool IsLess(RollUpKey key, RollUpKey? than) => than is not { } other || _order.Compare(key, other) < 0;

    private DecimalSummary ReadEvents(RollUpKey key)
    {
        var summary = default(DecimalSummary);
        for (; _hasEvent && KeyOf(_events) == key; _hasEvent = _events.Step())
        {
            summary.Add(AmountColumn.Read(_events.ReadBytes(4)));
            _findings.OnRow();
        }

        return summary;
    }

    private DecimalSummary ReadRollUps(RollUpKey key)
    {
        var summary = default(DecimalSummary);
        while (_rollUps.HasKey && _rollUps.Key == key)
        {
            summary.Merge(_rollUps.Take());
        }

        if (_deltas.HasKey && _deltas.Key == key)
        {
            summary.Merge(_deltas.Take());
        }

        return summary;
    }

    private static RollUpKey KeyOf(SqliteStatement row) =>
        new(row.ReadNumber(0), row.ReadNumber(1), row.ReadNumber(2), row.ReadText(3));

    private static bool AreEqual(in DecimalSummary left, in DecimalSummary right) => left.Count == right.Count
        && left.Sum == right.Sum && left.Min.Value == right.Min.Value && left.Max.Value == right.Max.Value;
}
