using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Writes one append at a time, within a transaction that its caller begins and commits.</summary>
internal sealed class EventWriter(SqliteDatabase database, long rules)
{
    private readonly InternedTexts _clients = new(
        database,
        EventSql.SelectClient,
        "INSERT INTO clients(name, received, accepted, duplicates) VALUES(?1, 0, 0, 0)");

    private readonly InternedTexts _metrics = new(
        database, EventSql.SelectMetric, "INSERT INTO metrics(name) VALUES(?1)");

    private readonly FieldNameLog _fieldNames = new(database);
    private readonly BatchCounts _counts = new(database);
    private readonly AnswerWriter _answers = new();
    private readonly EventRowWriter _rows = new(database, rules);

    private EventAnswer[] _answerOf = [];
    private AppendOutcome[] _outcomes = [];

    /// <summary>Writes an append that was not made before.</summary>
    public AppendOutcome[] Append(AppendId appendId, IReadOnlyList<IdentifiedEvent> events)
    {
        _outcomes = new AppendOutcome[events.Count];
        _answerOf = new EventAnswer[events.Count];
        var order = BatchOrder.Of(events);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && events[order[end]].Id == events[order[start]].Id)
            {
                end++;
            }

            Write(events, order.AsSpan(start, end - start));
            start = end;
        }

        _counts.Flush();
        LogAnswers(appendId);
        return _outcomes;
    }

    /// <summary>Forgets what a transaction knew that was taken back.</summary>
    public void Clear()
    {
        _clients.Clear();
        _metrics.Clear();
        _fieldNames.Clear();
        _counts.Clear();
        _rows.Clear();
    }

    /// <summary>Writes deliveries of one event; <paramref name="deliveries"/> are their places in the batch.</summary>
    private void Write(IReadOnlyList<IdentifiedEvent> events, ReadOnlySpan<int> deliveries)
    {
        var first = events[deliveries[0]];
        var client = _clients.NumberOf(first.Record.ClientId);
        if (first.ClientKey is { } key && _rows.FindHolder(client, key) is { } holder && holder.Id != first.Id)
        {
            AnswerConflict(deliveries, holder);
            return;
        }

        var metric = _metrics.NumberOf(first.Record.Metric);
        if (_rows.TryInsert(first, new RowNumbers(client, metric, deliveries.Length)) is { } position)
        {
            _fieldNames.Add(first.Record);
            _counts.AddEvent(first.Record, client, metric);
            AnswerAdded(first, deliveries, position);
        }
        else
        {
            AnswerDuplicate(first.Id, deliveries, _rows.AddOccurrences(first, deliveries.Length));
        }

        foreach (var delivery in deliveries)
        {
            var isAccepted = _outcomes[delivery].Status == AppendStatus.Added;
            _counts.AddDelivery(_clients.NumberOf(events[delivery].Record.ClientId), isAccepted);
        }
    }

    private void AnswerAdded(IdentifiedEvent first, ReadOnlySpan<int> deliveries, long position)
    {
        _outcomes[deliveries[0]] = AppendOutcome.Added(first.Id, first.ReceivedAt);
        _answerOf[deliveries[0]] = new EventAnswer(position, 1, isConflict: false);
        for (var i = 1; i < deliveries.Length; i++)
        {
            _outcomes[deliveries[i]] = AppendOutcome.Duplicate(first.Id, first.ReceivedAt, i + 1);
            _answerOf[deliveries[i]] = new EventAnswer(position, i + 1, isConflict: false);
        }
    }

    private void AnswerDuplicate(EventId id, ReadOnlySpan<int> deliveries, StoredRow row)
    {
        for (var i = 0; i < deliveries.Length; i++)
        {
            var occurrences = row.Occurrences - deliveries.Length + i + 1;
            _outcomes[deliveries[i]] = AppendOutcome.Duplicate(id, row.FirstReceivedAt, occurrences);
            _answerOf[deliveries[i]] = new EventAnswer(row.Position, occurrences, isConflict: false);
        }
    }

    private void AnswerConflict(ReadOnlySpan<int> deliveries, StoredRow holder)
    {
        foreach (var delivery in deliveries)
        {
            _outcomes[delivery] = AppendOutcome.Conflict(holder.Id, holder.FirstReceivedAt, holder.Occurrences);
            _answerOf[delivery] = new EventAnswer(holder.Position, holder.Occurrences, isConflict: true);
        }
    }

    private void LogAnswers(AppendId appendId)
    {
        _answers.Clear();
        foreach (var answer in _answerOf)
        {
            _answers.Add(answer);
        }

        AppendLog.Add(database, appendId, _answers.Written, _answerOf.Length);
    }
}
