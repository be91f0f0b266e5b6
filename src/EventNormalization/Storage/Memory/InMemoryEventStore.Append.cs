using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <content>Appending.</content>
public sealed partial class InMemoryEventStore
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
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
                answers = new MemoryAnswer[events.Count];
                for (var i = 0; i < answers.Length; i++)
                {
                    answers[i] = Append(events[i]);
                }

                _appends.Add(appendId, answers);
            }

            return ValueTask.FromResult<IReadOnlyList<AppendOutcome>>(Array.ConvertAll(answers, ToOutcome));
        }
    }

    private MemoryAnswer Append(IdentifiedEvent item)
    {
        var client = ClientOf(item.Record.ClientId);
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexOfId, item.Id, out var isKnown);
        if (isKnown)
        {
            client.ReceivedCount++;
            client.DuplicateCount++;
            return new MemoryAnswer(AppendStatus.Duplicate, index, ++_rows[index].Occurrences);
        }

        if (item.ClientKey is { } key && !client.Keys.TryAdd(key, _rows.Count))
        {
            _indexOfId.Remove(item.Id);
            var holder = client.Keys[key];
            return new MemoryAnswer(AppendStatus.Conflict, holder, _rows[holder].Occurrences);
        }

        index = _rows.Count;
        _rows.Add(ToRow(item, client));
        _totals.Add(item.Record);
        client.ReceivedCount++;
        client.AcceptedCount++;
        return new MemoryAnswer(AppendStatus.Added, index, 1);
    }

    private MemoryClient ClientOf(string clientId)
    {
        ref var client = ref CollectionsMarshal.GetValueRefOrAddDefault(_clients, clientId, out _);
        return client ??= new MemoryClient(clientId);
    }

    private MemoryRow ToRow(IdentifiedEvent item, MemoryClient client) => new()
    {
        Id = item.Id,
        ClientId = client.ClientId,
        Metric = Intern(item.Record.Metric),
        Amount = item.Record.Amount,
        Timestamp = item.Record.Timestamp,
        FirstReceivedAt = item.ReceivedAt,
        Raw = _bytes.Add(item.Raw.Span),
        RulesFingerprint = Intern(item.RulesFingerprint),
        Extras = IsPlain(item) ? null : ExtrasOf(item),
        Occurrences = 1,
    };

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

    private static MemoryRowExtras ExtrasOf(IdentifiedEvent item) =>
        new(item.Record.Fields, item.IdentityUtf8.ToArray(), item.ClientKey);

    /// <summary>The one instance of a text that many events share.</summary>
    private string Intern(string text)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out _);
        return known ??= text;
    }

    private AppendOutcome ToOutcome(MemoryAnswer answer)
    {
        ref var row = ref _rows[answer.Index];
        return answer.Status switch
        {
            AppendStatus.Added => AppendOutcome.Added(row.Id, row.FirstReceivedAt),
            AppendStatus.Duplicate => AppendOutcome.Duplicate(row.Id, row.FirstReceivedAt, answer.Occurrences),
            _ => AppendOutcome.Conflict(row.Id, row.FirstReceivedAt, answer.Occurrences),
        };
    }
}
