using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Writes one append at a time, within a transaction that its caller begins and commits.</summary>
internal sealed class EventWriter(SqliteDatabase database, long rules, SpellingRetention spellingRetention)
{
    private readonly InternedTexts _clients = new(
        database,
        EventSql.SelectClient,
        "INSERT INTO clients(name, received, from_failed, accepted, duplicates) VALUES(?1, 0, 0, 0, 0)");

    private readonly InternedTexts _metrics = new(
        database, EventSql.SelectMetric, "INSERT INTO metrics(name) VALUES(?1)");

    private readonly FieldNameLog _fieldNames = new(database);
    private readonly BatchCounts _counts = new(database);
    private readonly AnswerWriter _answers = new();
    private readonly EventRowWriter _rows = new(database, rules);
    private readonly SpellingWriter _spellings = new(database, spellingRetention);

    private LoggedOutcome[] _answerOf = [];
    private AppendOutcome?[] _outcomes = [];

    /// <summary>Writes a new append.</summary>
    public AppendAnswer Append(Append append)
    {
        var items = append.Items;
        _outcomes = new AppendOutcome?[items.Length];
        _answerOf = new LoggedOutcome[items.Length];
        var order = BatchOrder.Of(items);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && items[order[end]].Event.Id == items[order[start]].Event.Id)
            {
                end++;
            }

            Write(append, order.AsSpan(start, end - start));
            start = end;
        }

        _counts.Flush();
        LogAnswers(append);
        return new AppendAnswer(append.Id, ImmutableCollectionsMarshal.AsImmutableArray(_outcomes));
    }

    /// <summary>Clears what was cached in a transaction that was rolled back.</summary>
    public void Clear()
    {
        _clients.Clear();
        _metrics.Clear();
        _fieldNames.Clear();
        _counts.Clear();
        _rows.Clear();
    }

    /// <summary>Writes items of one event; <paramref name="places"/> are their places in the append.</summary>
    private void Write(Append append, ReadOnlySpan<int> places)
    {
        var items = append.Items;
        var first = items[places[0]].Event;
        var client = _clients.NumberOf(first.Record.ClientId);
        if (first.ClientKey is { } key && _rows.FindHolder(client, key) is { } holder && holder.Id != first.Id)
        {
            AnswerConflict(first.Id, places, holder);
            return;
        }

        var (deliveries, lastReceivedAt) = Sum(items, places);
        var metric = _metrics.NumberOf(first.Record.Metric);
        var numbers = new RowNumbers(client, metric, deliveries, lastReceivedAt, append.Id);
        if (_rows.TryInsert(first, numbers) is { } position)
        {
            _fieldNames.Add(first.Record);
            _counts.AddEvent(first.Record, client, metric);
            _spellings.AddDiffering(items, places[1..], position, first.Raw.Span);
            AnswerAdded(items, places, position);
        }
        else
        {
            var row = _rows.AddOccurrences(first, deliveries, lastReceivedAt);
            _spellings.AddDiffering(items, places, row.Position);
            AnswerDuplicate(items, places, row);
        }

        foreach (var place in places)
        {
            _counts.AddDeliveries(
                _clients.NumberOf(items[place].Event.Record.ClientId),
                append.Origin,
                items[place].Deliveries,
                isAccepted: _outcomes[place] is { Kind: AppendOutcomeKind.Added });
        }
    }

    private static (long Deliveries, Instant LastReceivedAt) Sum(
        ImmutableArray<AppendItem> items, ReadOnlySpan<int> places)
    {
        var deliveries = 0L;
        var last = Instant.MinValue;
        foreach (var place in places)
        {
            deliveries += items[place].Deliveries;
            last = Instant.Max(last, items[place].Event.ReceivedAt);
        }

        return (deliveries, last);
    }

    private void AnswerAdded(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, long position)
    {
        var first = items[places[0]];
        _outcomes[places[0]] = AppendOutcome.Added(first.Event.Id, first.Event.ReceivedAt);
        _answerOf[places[0]] = new LoggedOutcome(position, 1);
        AnswerDuplicates(items, places[1..], new StoredRow(
            position, first.Event.Id, first.Deliveries, first.Event.ReceivedAt));
    }

    private void AnswerDuplicate(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, StoredRow row)
    {
        var (deliveries, _) = Sum(items, places);
        AnswerDuplicates(items, places, row with { Occurrences = row.Occurrences - deliveries });
    }

    /// <summary>Adds the outcomes of items that repeat an event of the row.</summary>
    private void AnswerDuplicates(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, StoredRow row)
    {
        var occurrences = row.Occurrences;
        foreach (var place in places)
        {
            occurrences += items[place].Deliveries;
            _outcomes[place] = AppendOutcome.Duplicate(row.Id, row.FirstReceivedAt, occurrences);
            _answerOf[place] = new LoggedOutcome(row.Position, occurrences);
        }
    }

    private void AnswerConflict(RecordId id, ReadOnlySpan<int> places, StoredRow holder)
    {
        foreach (var place in places)
        {
            _outcomes[place] = AppendOutcome.Conflict(id, holder.Id, holder.FirstReceivedAt, holder.Occurrences);
            _answerOf[place] = new LoggedOutcome(holder.Position, holder.Occurrences, id);
        }
    }

    private void LogAnswers(Append append)
    {
        _answers.Clear();
        foreach (var answer in _answerOf)
        {
            _answers.Add(answer);
        }

        EventAppendLog.Add(database, append, _answers.Written);
    }
}
