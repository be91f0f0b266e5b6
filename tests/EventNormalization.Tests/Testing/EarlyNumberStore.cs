using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Tests.Testing;

/// <summary>A store that draws the numbers of its positions before it commits, as an identity column does.</summary>
/// <remarks>Fault model: a commit may be overtaken by a later one, so a follower goes past a number that is still to come.</remarks>
internal sealed class EarlyNumberStore : IEventStore
{
    private readonly InMemoryEventStore _made = new();
    private readonly List<StoredEvent> _visible = [];
    private readonly Lock _lock = new();
    private long _number;

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var number = Interlocked.Increment(ref _number);
        var answers = await _made.AppendAsync(appends, cancellationToken);
        if (number % 2 == 1)
        {
            // Another append draws a number and commits in this window.
            while (Interlocked.Read(ref _number) == number && number < 150)
            {
                await Task.Yield();
            }

            for (var i = 0; i < 20; i++)
            {
                await Task.Yield();
            }
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
        EventKey key, CancellationToken cancellationToken = default) => _made.ReadSpellingsAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) => _made.ReadTotalsAsync(query, cancellationToken);

    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        _made.ReadStatisticsAsync(cancellationToken);

    public ValueTask DisposeAsync() => _made.DisposeAsync();
}
