using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Testing;

/// <summary>A reader of live totals that puts each group in the place of that of its key, and remembers all.</summary>
internal sealed class FollowedTotals(TotalsQuery query)
{
    private readonly Dictionary<string, TotalsGroup> _groups = [];
    private readonly List<(EventPosition Position, string[] Groups)> _changes = [];
    private readonly Lock _lock = new();

    public TotalsQuery Query => query;

    /// <summary>What the last change left.</summary>
    public string[] Last => _changes[^1].Groups;

    /// <summary>A line for each group, in an order of their own: a reader of changes sorts as it likes.</summary>
    public static string[] LinesOf(IEnumerable<TotalsGroup> groups) =>
        [.. TotalsText.Of(groups).Order(StringComparer.Ordinal)];

    /// <summary>Applies changes until it is canceled.</summary>
    public async Task FollowAsync(IEventReader store, CancellationToken cancellationToken)
    {
        var totals = new LiveTotals(store, query, EventStoreContract.Followed);
        try
        {
            await foreach (var change in totals.ReadAsync(cancellationToken))
            {
                Apply(change);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    /// <summary>Whether the last event that the query asks for was counted.</summary>
    public bool HasCounted(IReadOnlyList<StoredEvent> events)
    {
        var last = events.Last(item => query.Where.Matches(item.Event.Record));
        lock (_lock)
        {
            return _changes.Count > 0 && _changes[^1].Position >= last.Position;
        }
    }

    /// <summary>Fails unless each change left the totals of the events up to its position.</summary>
    public void Check(IReadOnlyList<StoredEvent> events)
    {
        foreach (var (position, groups) in _changes)
        {
            var fold = new TotalsFold(query);
            foreach (var item in events.Where(item => item.Position <= position))
            {
                fold.Add(item.Event.Record, item.Event.Id, item.Event.Raw);
            }

            Assert.Equal(LinesOf(fold.ToGroups()), groups);
        }
    }

    private void Apply(TotalsChange change)
    {
        foreach (var group in change.Groups)
        {
            _groups[string.Join('\n', group.Key)] = group;
        }

        lock (_lock)
        {
            _changes.Add((change.Position, LinesOf(_groups.Values)));
        }
    }
}
