using System;
using System.Collections.Generic;
using EventNormalization.Aggregation;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Every roll-up, with the changes that are not added to it yet, is what its events add up to.</summary>
/// <remarks>
/// All are read in the order of their keys side by side, so that memory does not grow with their number; SQLite sorts
/// the events in a temporary file.
/// </remarks>
internal sealed class RollUpCheck
{
    private const string SelectEvents = """
        SELECT CASE WHEN seconds >= 0 THEN seconds / 3600 ELSE (seconds + 1) / 3600 - 1 END AS bucket,
          client, metric, ifnull(currency, '') AS currency, amount FROM events NOT INDEXED ORDER BY 1, 2, 3, 4
        """;

    private const string SelectRollUps = """
        SELECT bucket, client, metric, currency, count, sum, min, max FROM roll_ups WHERE level = 2 ORDER BY 1, 2, 3, 4
        """;

    // SQLite orders texts by their bytes, which is by code point.
    private static readonly Comparer<RollUpKey> Order = Comparer<RollUpKey>.Create((left, right) =>
    {
        var order = (left with { Currency = "" }).CompareTo(right with { Currency = "" });
        return order == 0 ? FieldOrder.CompareTexts(left.Currency, right.Currency) : order;
    });

    private readonly SqliteDatabase _database;
    private readonly Findings _findings;
    private readonly SqliteStatement _events;
    private readonly SqliteStatement _rollUps;
    private readonly DeltaStream _deltas;
    private bool _hasEvent;
    private bool _hasRollUp;

    private RollUpCheck(SqliteDatabase database, Findings findings, SqliteStatement[] statements)
    {
        _database = database;
        _findings = findings;
        (_events, _rollUps) = (statements[0], statements[1]);
        _deltas = new DeltaStream(statements[2], Order);
        _hasEvent = _events.Step();
        _hasRollUp = _rollUps.Step();
    }

    public static void Run(SqliteDatabase database, Findings findings)
    {
        using var events = database.PrepareOnce(SelectEvents);
        using var rollUps = database.PrepareOnce(SelectRollUps);
        using var deltas = database.PrepareOnce(DeltaStream.Select);
        new RollUpCheck(database, findings, [events, rollUps, deltas]).Compare();
    }

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
                        $"{_database.Path}: the roll-up of hour {key.Hour}, client {key.Client}, "),
                    FormattableString.Invariant(
                        $"metric {key.Metric}, currency '{key.Currency}' says {kept.Count} events and "),
                    FormattableString.Invariant(
                        $"a sum of {kept.Sum}, and the events are {counted.Count} with a sum of "),
                    counted.Sum.ToString()));
            }
        }
    }

    private RollUpKey? FindLeastKey()
    {
        RollUpKey? least = _hasEvent ? KeyOf(_events) : null;
        if (_hasRollUp && IsLess(KeyOf(_rollUps), least))
        {
            least = KeyOf(_rollUps);
        }

        return _deltas.HasKey && IsLess(_deltas.Key, least) ? _deltas.Key : least;
    }

    private static bool IsLess(RollUpKey key, RollUpKey? than) =>
        than is not { } other || Order.Compare(key, other) < 0;

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
        for (; _hasRollUp && KeyOf(_rollUps) == key; _hasRollUp = _rollUps.Step())
        {
            summary.Merge(RollUpState.Read(_rollUps, 4));
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
