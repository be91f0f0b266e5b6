using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using Samples;

namespace EventNormalization.Tests.Testing;

/// <summary>
/// A toy store with one fault: what is set here is done in place of, or to, what the right store does.
/// </summary>
internal sealed class MutantStore : IEventStore
{
    private readonly ToyStore _toy = new();

    public Func<ToyStore, IReadOnlyList<Append>, CancellationToken, Task<IReadOnlyList<AppendAnswer>>> Append
    {
        get;
        init;
    } =
        async (toy, appends, token) => await toy.AppendAsync(appends, token);

    public Func<ToyStore, AppendName, Task<AppendAnswer?>> Close { get; init; } =
        async (toy, name) => await toy.CloseAsync(name);

    public Func<ToyStore, EventKey, Task<StoredEvent?>> Find { get; init; } = async (
        toy, key) => await toy.FindAsync(key);

    public Func<ToyStore, EventQuery, CancellationToken, IAsyncEnumerable<StoredEvent>> Query { get; init; } =
        (toy, query, token) => toy.QueryAsync(query, token);

    /// <summary>What is handed out for a stored event; null hides it.</summary>
    public Func<StoredEvent, StoredEvent?> Event { get; init; } = item => item;

    public Func<IReadOnlyList<ReadOnlyMemory<byte>>, IReadOnlyList<ReadOnlyMemory<byte>>> Spellings { get; init; } =
        spellings => spellings;

    public Func<ClientStatistics[], IEnumerable<ClientStatistics>> Statistics { get; init; } = clients => clients;

    public bool IsDisposed { get; private set; }

    /// <summary>Whether totals by a further field that no event has are none.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Where totals are read.</summary>
    public ToyStore? Totals { get; init; }

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
        await Append(_toy, appends, cancellationToken);

    public async ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        await Close(_toy, name);

    public async ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default) =>
        await Find(_toy, key) is { } item ? Event(item) : null;

    public async ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default) =>
        await _toy.FindAsync(id, cancellationToken) is { } item ? Event(item) : null;

    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in Query(_toy, query, cancellationToken))
        {
            if (Event(item) is { } shown)
            {
                yield return shown;
            }
        }
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default) =>
        Spellings(await _toy.ReadSpellingsAsync(key, cancellationToken));

    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        IsLenient && query.GroupBy.Any(key => key.FieldName is "key" or "kye")
            ? ValueTask.FromResult<IReadOnlyList<TotalsGroup>>([])
            : (Totals ?? _toy).ReadTotalsAsync(query, cancellationToken);

    public async IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var clients = new List<ClientStatistics>();
        await foreach (var client in _toy.ReadStatisticsAsync(cancellationToken))
        {
            clients.Add(client);
        }

        foreach (var client in Statistics([.. clients]))
        {
            yield return client;
        }
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return _toy.DisposeAsync();
    }
}
