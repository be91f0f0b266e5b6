using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;

namespace EventNormalization.Tests.Testing;

/// <summary>A store that draws the numbers of its positions before it commits, as an identity column does.</summary>
/// <remarks>
/// Fault model: a commit may be overtaken by a later one, so a follower goes past a number that is still to come.
/// </remarks>
internal sealed class EarlyNumberStore : IEventStore
{
    private const int WaitsMax = 30_000;

    private readonly InMemoryEventStore _made = new();
    private readonly List<StoredEvent> _visible = [];
    private readonly Lock _lock = new();
    private long _number;
    private long _numberRead;

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var number = Interlocked.Increment(ref _number);
        var answers = await _made.AppendAsync(appends, cancellationToken);

        // The first one commits only when a reader has gone past its number.
        for (var i = 0; number == 1 && Interlocked.Read(ref _numberRead) <= number && i < WaitsMax; i++)
        {
            await Task.Delay(1, cancellationToken);
        }

        var added = new List<StoredEvent>();
        foreach (var item in appends.SelectMany(append => append.Items).Select((item, ordinal) => (item, ordinal)))
        {
            var found = await _made.FindAsync(item.item.Event.Id, cancellationToken);
            added.Add(new StoredEvent
            {
                Position = new EventPosition(0, number, item.ordinal),
                Event = found!.Event,
                Occurrences = found.Occurrences,
                LastReceivedAt = found.LastReceivedAt,
                FirstAppend = found.FirstAppend,
            });
        }

        lock (_lock)
        {
            _visible.AddRange(added);
        }

        return answers;
    }

    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var after = query.Page.After is { } token ? EventPosition.ReadFrom(token.Row) : default;
        StoredEvent[] visible;
        lock (_lock)
        {
            visible = [.. _visible.Where(item => item.Position > after).OrderBy(item => item.Position)];
            _numberRead = visible.Length == 0 ? _numberRead : visible[^1].Position.Commit;
        }

        await Task.Yield();
        foreach (var item in visible)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        _made.CloseAsync(name, cancellationToken);

    public ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        _made.FindAsync(key, cancellationToken);

    public ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        _made.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
            _made.ReadSpellingsAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
            _made.ReadTotalsAsync(query, cancellationToken);

    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _made.ReadStatisticsAsync(cancellationToken);

    public ValueTask DisposeAsync() => _made.DisposeAsync();
}
