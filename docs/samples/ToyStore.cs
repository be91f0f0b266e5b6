using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace Samples;

/// <summary>A whole event store in plain collections, under one lock: what a transaction is to a database.</summary>
public sealed class ToyStore : IEventStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RecordId, StoredEvent> _rows = [];
    private readonly Dictionary<RecordId, List<ReadOnlyMemory<byte>>> _spellings = [];
    private readonly Dictionary<(string ClientId, string? Key), RecordId> _holders = [];
    private readonly Dictionary<AppendId, (ContentHash Digest, AppendAnswer? Answer)> _names = [];
    private readonly SortedDictionary<string, (long Received, long FromFailed, long Accepted)> _counts =
        new(Comparer<string>.Create(FieldOrder.CompareTexts));

    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(appends.Contains(null) ? null : appends);
        cancellationToken.ThrowIfCancellationRequested();
        return Locked<IReadOnlyList<AppendAnswer>>(() => [.. appends.Select(AnswerTo)]);
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        Locked(() => _names.TryAdd(name.Id, default) ? null : _names[name.Id].Answer);

    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        Locked(() => _rows.TryGetValue(key.Id, out var row) && EventKey.Of(row.Event) == key ? row : null);
    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        Locked(() => _rows.GetValueOrDefault(id));

    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query.Page.CheckToken();
        var (sign, after) = (query.Page.Direction == SortDirection.Ascending ? 1 : -1, query.Page.After is { } token ? PlaceOf(token) : null);
        var found = (await Locked(() => _rows.Values.ToArray()))
            .Where(row => query.Where.Matches(row.Event.Record, row.Event.Raw))
            .Select(row => (Row: row, Place: PlaceOf(row.TokenFor(query.Page))))
            .Where(item => after is null || sign * string.CompareOrdinal(item.Place, after) > 0)
            .OrderBy(item => item.Place, Comparer<string>.Create((left, right) => sign * string.CompareOrdinal(left, right)));
        foreach (var (row, _) in found.Take(query.Page.CountMax ?? int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        await FindAsync(key, cancellationToken) is null ? [] : await Locked(() => _spellings[key.Id].ToArray());

    public async ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default)
    {
        var (fold, events) = (new TotalsFold(query), await Locked(() => _rows.Values.Select(row => row.Event).ToArray()));
        query.RequireKnownFields(events.SelectMany(item => item.Record.Fields).Select(field => field.Name));
        Array.ForEach(events, item => fold.Add(item.Record, item.Raw));
        return fold.ToGroups();
    }

    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var (clientId, (received, fromFailed, accepted)) in await Locked(() => _counts.ToArray()))
        {
            yield return new ClientStatistics
            {
                ClientId = clientId,
                ReceivedCount = received,
                FromFailedCount = fromFailed,
                AcceptedCount = accepted,
                DuplicateCount = received + fromFailed - accepted,
            };
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private AppendAnswer AnswerTo(Append append)
    {
        if (!_names.TryGetValue(append.Id, out var known))
        {
            var answer = new AppendAnswer(append.Id, [.. append.Items.Select(item => (AppendOutcome?)Store(append, item))]);
            _names.Add(append.Id, known = (append.Digest, answer));
        }

        return known.Answer is null ? AppendErrors.Closed(append)
            : known.Digest == append.Digest ? known.Answer : AppendErrors.OtherContent(append);
    }

    private AppendOutcome Store(Append append, AppendItem item)
    {
        var (id, key) = (item.Event.Id, (item.Event.Record.ClientId, item.Event.ClientKey));
        if (key.ClientKey is not null && _holders.TryGetValue(key, out var holder) && holder != id)
        {
            return AppendOutcome.Conflict(id, holder, _rows[holder].Event.ReceivedAt, _rows[holder].Occurrences);
        }

        var (known, raw, spellings) = (_rows.GetValueOrDefault(id), item.Event.Raw, _spellings.GetValueOrDefault(id, []));
        var isOther = known is not null && !spellings.Append(known.Event.Raw).Any(kept => kept.Span.SequenceEqual(raw.Span));
        _spellings[id] = isOther && spellings.Count < 16 ? [.. spellings, raw.ToArray()] : spellings;
        var (counts, retried) = (_counts.GetValueOrDefault(key.ClientId), append.Origin == AppendOrigin.Retry ? item.Deliveries : 0);
        _counts[key.ClientId] =
            (counts.Received + item.Deliveries - retried, counts.FromFailed + retried, counts.Accepted + (known is null ? 1 : 0));
        _holders[key] = id;
        var row = _rows[id] = new StoredEvent
        {
            Position = known?.Position ?? new EventPosition(0, _rows.Count + 1, 0),
            Event = known?.Event ?? CopyOf(item.Event),
            Occurrences = (known?.Occurrences ?? 0) + item.Deliveries,
            LastReceivedAt = known?.LastReceivedAt > item.Event.ReceivedAt ? known.LastReceivedAt : item.Event.ReceivedAt,
            FirstAppend = known?.FirstAppend ?? append.Id,
            SpellingCount = _spellings[id].Count,
            OtherSpellingCount = (known?.OtherSpellingCount ?? 0) + (isOther && known!.SpellingCount == 16 ? item.Deliveries : 0),
        };
        return known is null ? AppendOutcome.Added(id, row.Event.ReceivedAt)
            : AppendOutcome.Duplicate(id, row.Event.ReceivedAt, row.Occurrences);
    }

    private ValueTask<T> Locked<T>(Func<T> step)
    {
        lock (_lock) { return ValueTask.FromResult(step()); }
    }

    // Values and positions are written so that their bytes sort; a value that begins another one comes first.
    private static string PlaceOf(PageToken token) => token.Row.Length == EventPosition.ByteCount && token.Value.Length
        == (token.Key is SortKey.Position ? 0 : token.Key is SortKey.Amount ? token.Value.Length : SortableBytes.InstantByteCount)
        ? Convert.ToHexString(token.Value) + "-" + Convert.ToHexString(token.Row)
        : throw new ArgumentException("The page token is of another store.");

    // The caller may write over its buffers as soon as the call has returned.
    private static IdentifiedEvent CopyOf(IdentifiedEvent item)
    {
        var part = item.Part is { } given ? new EnvelopePart(given.Envelope.ToArray(), given.Path, given.RecordNumber) : null;
        var raw = new RawEvent(item.Raw.ToArray(), item.ReceivedAt) { Part = part, Context = item.Context };
        return IdentifiedEvent.Create(
            item.Record, raw, item.RulesFingerprint, new() { Utf8 = item.IdentityUtf8.ToArray(), ClientKey = item.ClientKey });
    }
}
