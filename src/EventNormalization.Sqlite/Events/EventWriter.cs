using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Writes the appends of one call, within a transaction that its caller begins and commits.</summary>
/// <remarks>
/// What they share (statistics, totals, what the log forgets) is written once, by <see cref="Flush"/>.
/// </remarks>
internal sealed class EventWriter(SqliteDatabase database, long rules, SpellingRetention spellingRetention)
{
    private readonly InternedTexts _clients = new(
        database,
        EventSql.SelectClient,
        EventSql.InsertClient);

    private readonly InternedTexts _metrics = new(
        database, EventSql.SelectMetric, EventSql.InsertMetric);

    private readonly FieldNameLog _fieldNames = new(database);
    private readonly RollUpDeltas _rollUps = new(database);
    private readonly BatchCounts _counts = new(database);
    private readonly AnswerWriter _answers = new();
    private readonly EventAppendLog _log = new(database);
    private readonly EventRowWriter _rows = new(database, rules);
    private readonly RepeatWriter _repeats = new(database);
    private readonly SpellingWriter _spellings = new(database, spellingRetention);
    private readonly BatchOrder _order = new();

    private long _lastPosition;
    private LoggedOutcome[] _answerOf = [];
    private AppendOutcome?[] _outcomes = [];

    /// <summary>Writes a new append.</summary>
    public AppendAnswer Append(Append append)
    {
        var items = append.Items;
        _outcomes = new AppendOutcome?[items.Length];
        if (_answerOf.Length < items.Length)
        {
            _answerOf = new LoggedOutcome[items.Length];
        }

        var order = _order.Of(items);
        _rows.Begin(append.Id);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && items[order[end]].Event.Id == items[order[start]].Event.Id)
            {
                end++;
            }

            Write(append, order[start..end]);
            start = end;
        }

        LogAnswers(append);
        var answer = new AppendAnswer(append.Id, ImmutableCollectionsMarshal.AsImmutableArray(_outcomes));
        _outcomes = [];
        return answer;
    }

    /// <summary>Writes what the appends of the call have in common; the caller commits it with them.</summary>
    public void Flush()
    {
        _counts.Flush();
        _rollUps.Flush(_lastPosition);
        _log.Forget();
    }

    /// <summary>Clears what was cached in a transaction that was rolled back.</summary>
    public void Clear()
    {
        _clients.Clear();
        _metrics.Clear();
        _fieldNames.Clear();
        _rollUps.Clear();
        _counts.Clear();
        _rows.Clear();
        _log.Clear();
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

        var metric = _metrics.NumberOf(first.Record.Metric);
        if (_rows.TryInsert(first, new RowNumbers(client, metric)) is { } position)
        {
            _lastPosition = position;
            _fieldNames.Add(first.Record);
            _rollUps.Add(first.Record, client, metric);
            WriteRepeats(items, places, position);
            AnswerAdded(items, places, position);
        }
        else
        {
            AnswerDuplicates(items, places, AddRepeats(items, places));
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

    /// <summary>Counts the further deliveries of an event that is new.</summary>
    private void WriteRepeats(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, long position)
    {
        if (places.Length > 1 || items[places[0]].Deliveries > 1)
        {
            var differing = _spellings.FindDiffering(items, places[1..], items[places[0]].Event.Raw.Span);
            var repeats = EventRepeats.None.Plus(items, places);
            _repeats.Write(position, _spellings.Keep(items, differing, position, repeats));
        }
    }

    /// <summary>Counts deliveries of an event that is stored; returns its row as it was before.</summary>
    private StoredRow AddRepeats(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places)
    {
        var row = _rows.Visit(items[places[0]].Event, out var raw);
        var differing = _spellings.FindDiffering(items, places, raw);
        _rows.Leave();
        var repeats = row.Repeats.Plus(items, places);
        _repeats.Write(row.Position, _spellings.Keep(items, differing, row.Position, repeats));
        return row;
    }

    private void AnswerAdded(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, long position)
    {
        var first = items[places[0]];
        _outcomes[places[0]] = AppendOutcome.Added(first.Event.Id, first.Event.ReceivedAt);
        _answerOf[places[0]] = new LoggedOutcome(position, 1);
        var repeats = EventRepeats.None.Plus(items, places[..1]);
        AnswerDuplicates(items, places[1..], new StoredRow(position, first.Event.Id, first.Event.ReceivedAt, repeats));
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
        foreach (var answer in _answerOf.AsSpan(0, append.Items.Length))
        {
            _answers.Add(answer);
        }

        _log.Add(append, _answers.Written);
    }
}
