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
    private readonly Dictionary<AppendId, (ContentHash Digest, AppendAnswer? Answer)> _names = [];
    private readonly SortedDictionary<string, ClientStatistics> _counts = new(Comparer<string>.Create(FieldOrder.CompareTexts));

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
        Array.ForEach(events, item => fold.Add(item.Record, item.Id, item.Raw));
        return fold.ToGroups();
    }

    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var client in await Locked(() => _counts.Values.ToArray()))
        {
            yield return client;
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
        var (given, id, client, count) = (item.Event, item.Event.Id, item.Event.Record.ClientId, item.Deliveries);
        if (given.ClientKey is not null && _rows.Values.FirstOrDefault(row => row.Event.Id != id
            && row.Event.ClientKey == given.ClientKey && row.Event.Record.ClientId == client) is { } holder)
        {
            return AppendOutcome.Conflict(id, holder.Event.Id, holder.Event.ReceivedAt, holder.Occurrences);
        }

        var (known, spellings) = (_rows.GetValueOrDefault(id), _spellings.GetValueOrDefault(id, []));
        var isOther = known is not null && !spellings.Append(known.Event.Raw).Any(kept => kept.Span.SequenceEqual(given.Raw.Span));
        _spellings[id] = isOther && spellings.Count < 16 ? [.. spellings, given.Raw.ToArray()] : spellings;
        var (before, isRetry) = (_counts.GetValueOrDefault(client), append.Origin == AppendOrigin.Retry);
        _counts[client] = new ClientStatistics
        {
            ClientId = client,
            ReceivedCount = (before?.ReceivedCount ?? 0) + (isRetry ? 0 : count),
            FromFailedCount = (before?.FromFailedCount ?? 0) + (isRetry ? count : 0),
            AcceptedCount = (before?.AcceptedCount ?? 0) + (known is null ? 1 : 0),
            DuplicateCount = (before?.DuplicateCount ?? 0) + count - (known is null ? 1 : 0),
        };
        var row = _rows[id] = new StoredEvent
        {
            Position = known?.Position ?? new EventPosition(0, _rows.Count + 1, 0),
            Event = known?.Event ?? CopyOf(given),
            Occurrences = (known?.Occurrences ?? 0) + count,
            LastReceivedAt = known?.LastReceivedAt > given.ReceivedAt ? known.LastReceivedAt : given.ReceivedAt,
            FirstAppend = known?.FirstAppend ?? append.Id,
            SpellingCount = _spellings[id].Count,
            OtherSpellingCount = (known?.OtherSpellingCount ?? 0) + (isOther && spellings.Count == 16 ? count : 0),
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
        var raw = new RawEvent(item.Raw.ToArray(), item.ReceivedAt) { Part = part, Context = item.Context, IsMasked = item.IsMasked };
        return IdentifiedEvent.Create(
            item.Record, raw, item.RulesFingerprint, new() { Utf8 = item.IdentityUtf8.ToArray(), ClientKey = item.ClientKey });
    }
}
