using System.Collections.Generic;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>The two stores that all processes of a simulation share.</summary>
internal sealed class SimStores(bool syncsLate)
{
    public SimDisk<InMemoryEventStore> Events { get; } = new(static () => new InMemoryEventStore(), syncsLate);

    public SimDisk<InMemoryFailedEventStore> Failed { get; } = new(
        static () => new InMemoryFailedEventStore(), syncsLate);

    public long Version => Events.Version + Failed.Version;

    /// <summary>How often the stores were opened again.</summary>
    public long Generation { get; private set; }

    /// <summary>Whether nothing waits, neither for a worker nor for somebody's hand.</summary>
    /// <remarks>
    /// What was parked in an earlier generation of an entry stays counted so; its bytes came again since.
    /// </remarks>
    public bool IsAtRest =>
        ReadConservation() is { Failed: { Deferred: 0, Uncertain: 0 }, UnderWayCount: 0 }
        && All(Failed.Store.QueryAsync(new FailedEventQuery
        {
            Where = EventPredicate.State(FailedEventState.Parked),
        })).Count == 0;

    public void Reopen()
    {
        Generation++;
        Events.Reopen();
        Failed.Reopen();
    }

    public Conservation ReadConservation() =>
        SimDisk<object>.Now(Conservation.ReadAsync(Events.Store, Failed.Store));

    public static List<T> All<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        var enumerator = rows.GetAsyncEnumerator();
        while (SimDisk<object>.Now(enumerator.MoveNextAsync()))
        {
            all.Add(enumerator.Current);
        }

        return all;
    }
}
