using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <content>Appending.</content>
public sealed partial class InMemoryEventStore
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly MemoryEnvelopes _envelopes = new();
    private readonly ByteLog _bytes = new();
    private readonly RecordWriter _plain = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var item in events)
        {
            ArgumentNullException.ThrowIfNull(item, nameof(events));
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_appends.Find(appendId) is not { } answers)
            {
                answers = [.. events.Select(Append)];
                _appends.Add(appendId, answers);
            }

            return ValueTask.FromResult<IReadOnlyList<AppendOutcome>>(Array.ConvertAll(answers, ToOutcome));
        }
    }

    private MemoryAnswer Append(IdentifiedEvent item)
    {
        var client = ClientOf(item.Record.ClientId);
        if (item.ClientKey is { } key && client.Keys.TryGetValue(key, out var holder) && _ids[holder] != item.Id)
        {
            return new MemoryAnswer(AppendStatus.Conflict, holder, _rows[holder].Occurrences);
        }

        client.ReceivedCount++;
        if (!_ids.TryAdd(item.Id, out var ordinal))
        {
            client.DuplicateCount++;
            return new MemoryAnswer(AppendStatus.Duplicate, (int)ordinal, ++_rows[(int)ordinal].Occurrences);
        }

        // The ordinal of a new id is the number of its row, since both grow under one lock.
        _rows.Add(ToRow(item, client));
        _rollUps.Add(item.Record);
        client.AcceptedCount++;
        if (item.ClientKey is { } newKey)
        {
            client.Keys.Add(newKey, (int)ordinal);
        }

        return new MemoryAnswer(AppendStatus.Added, (int)ordinal, 1);
    }

    private MemoryClient ClientOf(string clientId)
    {
        ref var client = ref CollectionsMarshal.GetValueRefOrAddDefault(_clients, clientId, out _);
        return client ??= new MemoryClient(clientId);
    }

    private MemoryRow ToRow(IdentifiedEvent item, MemoryClient client) => new()
    {
        ClientId = client.ClientId,
        Metric = Intern(item.Record.Metric),
        Currency = item.Record.Currency is { } currency ? Intern(currency) : null,
        Amount = item.Record.Amount,
        Timestamp = item.Record.Timestamp,
        FirstReceivedAt = item.ReceivedAt,
        Raw = _bytes.Add(item.Raw.Span),
        RulesFingerprint = Intern(item.RulesFingerprint),
        Extras = ToExtras(item),
        Occurrences = 1,
    };

    private MemoryRowExtras? ToExtras(IdentifiedEvent item)
    {
        var isPlain = IsPlain(item);
        if (isPlain && item.Part is null && item.Context.IsEmpty)
        {
            return null;
        }

        foreach (var field in item.Record.Fields)
        {
            _fieldNames.Add(field.Name);
        }

        var identity = isPlain ? default(ReadOnlyMemory<byte>?) : item.IdentityUtf8.ToArray();
        return new MemoryRowExtras(item.Record.Fields, identity, item.ClientKey)
        {
            Part = _envelopes.Keep(item.Part),
            Context = item.Context,
        };
    }

    private bool IsPlain(IdentifiedEvent item)
    {
        if (item.ClientKey is not null || !item.Record.Fields.IsEmpty)
        {
            return false;
        }

        _plain.Clear();
        _plain.Write(item.Record, RecordLayout.Plain);
        return _plain.Written.SequenceEqual(item.IdentityUtf8.Span);
    }

    /// <summary>The one instance of a text that many events share.</summary>
    private string Intern(string text)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out _);
        return known ??= text;
    }

    private AppendOutcome ToOutcome(MemoryAnswer answer)
    {
        ref var row = ref _rows[answer.Index];
        var id = _ids[answer.Index];
        return answer.Status switch
        {
            AppendStatus.Added => AppendOutcome.Added(id, row.FirstReceivedAt),
            AppendStatus.Duplicate => AppendOutcome.Duplicate(id, row.FirstReceivedAt, answer.Occurrences),
            _ => AppendOutcome.Conflict(id, row.FirstReceivedAt, answer.Occurrences),
        };
    }
}
