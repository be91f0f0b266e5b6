using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Queries;

namespace EventNormalization.Storage;

/// <content>Reading events in an order.</content>
public sealed partial class InMemoryEventStore
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Page.CheckToken();
        await ValueTask.CompletedTask.ConfigureAwait(ContextCapture.IsEnabled);
        var order = new MemoryOrder(query.Page);
        var rows = query.Page is { SortBy: SortKey.Position, Direction: SortDirection.Ascending }
            ? FindForward(query.Where, order)
            : FindSorted(query.Where, order, cancellationToken);
        var left = query.Page.CountMax ?? int.MaxValue;
        foreach (var item in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Reads a page at a time, so that what is stored meanwhile is read as well.</summary>
    private IEnumerable<StoredEvent> FindForward(EventPredicate where, MemoryOrder order)
    {
        var matcher = new PredicateMatcher(where);
        var page = new List<StoredEvent>(PageLength);
        for (var next = order.FirstIndex; ReadPage(matcher, ref next, page); page.Clear())
        {
            foreach (var item in page)
            {
                yield return item;
            }
        }
    }

    /// <summary>Goes on from the row numbered <paramref name="next"/>; false at the end.</summary>
    private bool ReadPage(PredicateMatcher matcher, ref long next, List<StoredEvent> page)
    {
        var subject = new RecordSubject();
        lock (_lock)
        {
            if (next >= _events.Count)
            {
                return false;
            }

            var end = (int)Math.Min(_events.Count, next + ScanLength);
            var index = (int)next;
            for (; index < end && page.Count < PageLength; index++)
            {
                if (Matches(matcher, subject, index))
                {
                    page.Add(ToStoredEvent(index));
                }
            }

            next = index;
            return true;
        }
    }

    /// <summary>Finds all that match, sorts them, and reads each one when it is taken.</summary>
    private IEnumerable<StoredEvent> FindSorted(
        EventPredicate where, MemoryOrder order, CancellationToken cancellationToken)
    {
        var matcher = new PredicateMatcher(where);
        var places = new List<MemorySortKey>();
        for (var next = 0; AddPlaces(matcher, order, ref next, places);)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        places.Sort(order);
        foreach (var place in places)
        {
            StoredEvent item;
            lock (_lock)
            {
                item = ToStoredEvent(place.Index);
            }

            yield return item;
        }
    }

    private bool AddPlaces(PredicateMatcher matcher, MemoryOrder order, ref int next, List<MemorySortKey> places)
    {
        var subject = new RecordSubject();
        lock (_lock)
        {
            var end = Math.Min(_events.Count, next + ScanLength);
            for (; next < end; next++)
            {
                var place = order.PlaceOf(_events, next);
                if (order.IsAfterStart(place) && Matches(matcher, subject, next))
                {
                    places.Add(place);
                }
            }

            return next < _events.Count;
        }
    }

    private bool Matches(PredicateMatcher matcher, RecordSubject subject, int index) =>
        matcher.MatchesEverything || matcher.Matches(subject.Of(_events.ToRecord(index), _events[index].Raw));
}
