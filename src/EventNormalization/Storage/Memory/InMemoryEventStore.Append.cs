using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <content>Appending.</content>
public sealed partial class InMemoryEventStore
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly MemoryEnvelopes _envelopes = new();
    private readonly ByteLog _bytes = new();
    private readonly List<RecordId> _conflicts = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(appends);
        for (var i = 0; i < appends.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(appends[i], nameof(appends));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var answers = new AppendAnswer[appends.Count];
        lock (_lock)
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] = AnswerTo(appends[i]);
            }
        }

        return ValueTask.FromResult<IReadOnlyList<AppendAnswer>>(answers);
    }

    /// <inheritdoc/>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_appends.Find(name.Id) is { } known)
            {
                return ValueTask.FromResult(known.Answers is { } answers ? ToAnswer(name.Id, answers) : null);
            }

            _appends.Close(name.Id);
            return ValueTask.FromResult<AppendAnswer?>(null);
        }
    }

    private AppendAnswer AnswerTo(Append append)
    {
        if (_appends.Find(append.Id) is { } known)
        {
            return known.Answers is not { } first ? AppendFaults.Closed(append)
                : known.Digest != append.Digest ? AppendFaults.OtherContent(append)
                : ToAnswer(append.Id, first);
        }

        var answers = new MemoryAnswer[append.Items.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = Append(append, append.Items[i]);
        }

        _appends.Add(append, answers);
        return ToAnswer(append.Id, answers);
    }

    private MemoryAnswer Append(Append append, AppendItem item)
    {
        var identified = item.Event;
        var client = ClientOf(identified.Record.ClientId);
        if (identified.ClientKey is { } key && client.Keys.TryGetValue(key, out var holder)
            && _ids[holder] != identified.Id)
        {
            _conflicts.Add(identified.Id);
            return new MemoryAnswer(holder, _rows[holder].Occurrences, _conflicts.Count - 1);
        }

        var isNew = _ids.TryAdd(identified.Id, out var ordinal);
        client.Count(append.Origin, item.Deliveries, isNew);
        if (!isNew)
        {
            return new MemoryAnswer((int)ordinal, CountDuplicate((int)ordinal, item));
        }

        // The ordinal of a new id is the number of its row, since both grow under one lock.
        _rows.Add(ToRow(item, client, append.Id));
        _rollUps.Add(identified.Record);
        if (identified.ClientKey is { } newKey)
        {
            client.Keys.Add(newKey, (int)ordinal);
        }

        return new MemoryAnswer((int)ordinal, 1);
    }

    private long CountDuplicate(int index, AppendItem item)
    {
        ref var row = ref _rows[index];
        row.Occurrences += item.Deliveries;
        row.LastReceivedAt = Instant.Max(row.LastReceivedAt, item.Event.ReceivedAt);
        var raw = item.Event.Raw.Span;
        if (_spellingRetention == SpellingRetention.Keep && !raw.SequenceEqual(row.Raw.Span))
        {
            ref var spellings = ref CollectionsMarshal.GetValueRefOrAddDefault(_spellings, index, out _);
            (spellings ??= new MemorySpellings()).Add(raw, item.Deliveries, _bytes);
        }

        return row.Occurrences;
    }

    private MemoryClient ClientOf(string clientId)
    {
        ref var client = ref CollectionsMarshal.GetValueRefOrAddDefault(_clients, clientId, out _);
        return client ??= new MemoryClient(clientId);
    }

    private MemoryRow ToRow(AppendItem item, MemoryClient client, AppendId append)
    {
        var identified = item.Event;
        var record = identified.Record;
        return new MemoryRow
        {
            ClientId = client.ClientId,
            Metric = Intern(record.Metric),
            Currency = record.Currency is { } currency ? Intern(currency) : null,
            Amount = record.Amount,
            Timestamp = record.Timestamp,
            FirstReceivedAt = identified.ReceivedAt,
            LastReceivedAt = identified.ReceivedAt,
            Raw = _bytes.Add(identified.Raw.Span),
            RulesFingerprint = identified.RulesFingerprint,
            Extras = ToExtras(identified),
            Occurrences = item.Deliveries,
            FirstAppend = append,
        };
    }

    private MemoryRowExtras? ToExtras(IdentifiedEvent item)
    {
        if (item.IdentityIsRecord && item.ClientKey is null && item.Record.Fields.IsEmpty && item.Part is null
            && item.Context.IsEmpty)
        {
            return null;
        }

        foreach (var field in item.Record.Fields)
        {
            _fieldNames.Add(field.Name);
        }

        var identity = item.IdentityIsRecord ? default(ReadOnlyMemory<byte>?) : item.IdentityUtf8.ToArray();
        return new MemoryRowExtras(item.Record.Fields, identity, item.ClientKey)
        {
            Part = _envelopes.Keep(item.Part),
            Context = item.Context,
        };
    }

    /// <summary>The one instance of a text that many events share.</summary>
    private string Intern(string text)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out _);
        return known ??= text;
    }

    private AppendAnswer ToAnswer(AppendId id, MemoryAnswer[] answers)
    {
        var outcomes = new AppendOutcome?[answers.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = ToOutcome(answers[i]);
        }

        return new AppendAnswer(id, ImmutableCollectionsMarshal.AsImmutableArray(outcomes));
    }

    private AppendOutcome ToOutcome(MemoryAnswer answer)
    {
        ref var row = ref _rows[answer.Index];
        var id = _ids[answer.Index];
        return answer switch
        {
            { Conflict: not MemoryAnswer.NoConflict } =>
                AppendOutcome.Conflict(_conflicts[answer.Conflict], id, row.FirstReceivedAt, answer.Occurrences),
            { Occurrences: 1 } => AppendOutcome.Added(id, row.FirstReceivedAt),
            _ => AppendOutcome.Duplicate(id, row.FirstReceivedAt, answer.Occurrences),
        };
    }
}
