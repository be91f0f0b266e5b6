using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>Reads the events of a selection in an order, so that no request keeps a store busy for long.</summary>
/// <remarks>
/// <para>A store is only asked for what it has in order: all events or those of one client by position, a range of time
/// by timestamp. The rest of the selection is decided here, event by event, so that a search can end at any event, and
/// says how far it came.</para>
/// <para>An order that no index has (by amount, by last receipt) is made here, of at most
/// <see cref="SmallCountMax"/> events: those of the client, of the range, or all.</para>
/// </remarks>
internal sealed class EventSearch(IEventReader reader, EventSelection selection, PageRequest page)
{
    /// <summary>The most events that are put in order here.</summary>
    public const int SmallCountMax = 20_000;

    private static readonly TimeSpan SearchTimeMax = TimeSpan.FromSeconds(1);

    private readonly EventPredicate _where = selection.Where;

    private bool IsStreamed => page.SortBy is SortKey.Position or SortKey.Timestamp;

    /// <summary>Whether the store has exactly the selection in the order that is asked for.</summary>
    private bool IsServed => page.SortBy switch
    {
        SortKey.Position => !selection.HasRange && selection.Clients.Length <= 1 && HasNothingElse,
        SortKey.Timestamp => selection.Clients.IsEmpty && HasNothingElse,
        SortKey.FirstSeen or SortKey.LastSeen or SortKey.Amount => false,
        _ => throw new InvalidOperationException($"No order by {page.SortBy} is known."),
    };

    private bool HasNothingElse =>
        selection.Metrics.IsEmpty && selection.Condition.Equals(EventPredicate.Everything);

    /// <summary>Reads all events in the order of the store.</summary>
    /// <remarks>By position or timestamp only.</remarks>
    public async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in reader.QueryAsync(Streamed(null), cancellationToken).ConfigureAwait(false))
        {
            if (Matches(item))
            {
                yield return item;
            }
        }
    }

    /// <summary>Reads a page; <see langword="null"/> if there are too many events to put them in this order.</summary>
    /// <param name="limit">The most events of the page.</param>
    /// <param name="time">Tells when the time is over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The token is not one of this store.</exception>
    public async Task<FoundEvents?> ReadPageAsync(int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!selection.Metrics.IsEmpty && !await HasAnyAsync(cancellationToken).ConfigureAwait(false))
        {
            return new FoundEvents { Events = [] };
        }

        // A page that goes on with a search begins where that one ended: its parts were found to be large.
        if (!IsServed && (page.After is null || !IsStreamed))
        {
            var start = time.GetTimestamp();
            foreach (var source in SmallSources())
            {
                var found = await ReadSmallAsync(source, limit, IsOver, cancellationToken).ConfigureAwait(false);
                if (found is not null)
                {
                    return found;
                }
            }

            bool IsOver() => IsStreamed && time.GetElapsedTime(start) >= SearchTimeMax;
        }

        return IsStreamed ? await SearchAsync(limit, time, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Whether the roll-ups know any event of the clients and metrics.</summary>
    private async Task<bool> HasAnyAsync(CancellationToken cancellationToken)
    {
        var query = new TotalsQuery
        {
            Where = EventFilters.Of(selection.Clients, selection.Metrics),
            Measures = [Measures.Count],
        };
        var groups = await reader.ReadTotalsAsync(query, cancellationToken).ConfigureAwait(false);
        return groups.Any(group => group.Count > 0);
    }

    private async Task<FoundEvents> SearchAsync(int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var (events, start, isBounded) = (new List<StoredEvent>(), time.GetTimestamp(), !IsServed);
        var query = Streamed(isBounded ? null : limit + 1);
        await foreach (var item in reader.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (Matches(item))
            {
                if (events.Count == limit)
                {
                    return new FoundEvents { Events = events, Next = events[^1].TokenFor(page) };
                }

                events.Add(item);
            }

            if (isBounded && time.GetElapsedTime(start) >= SearchTimeMax)
            {
                return new FoundEvents
                {
                    Events = events,
                    Next = item.TokenFor(page),
                    SearchedTo = page.SortBy == SortKey.Timestamp ? item.Event.Record.Timestamp : item.Event.ReceivedAt,
                };
            }
        }

        return new FoundEvents { Events = events };
    }

    /// <summary>What the store has in order.</summary>
    private EventQuery Streamed(int? countMax) => new()
    {
        Where = page.SortBy == SortKey.Timestamp ? OfRange() : selection.Clients.Length == 1
            ? EventFilters.Of(selection.Clients, []) : EventPredicate.Everything,
        Page = page with { CountMax = countMax },
    };

    /// <summary>Parts of the store that have all of the selection, and may be small.</summary>
    private IEnumerable<EventQuery> SmallSources()
    {
        if (selection.Clients.Length == 1)
        {
            yield return new EventQuery { Where = EventFilters.Of(selection.Clients, []) };
        }

        if (selection.HasRange)
        {
            yield return new EventQuery
            {
                Where = OfRange(),
                Page = new PageRequest { SortBy = SortKey.Timestamp, Direction = SortDirection.Descending },
            };
        }

        if (!IsStreamed)
        {
            yield return EventQuery.All;
        }
    }

    private EventPredicate OfRange() => EventFilters.Of([], [], selection.From, selection.To);

    /// <summary>The first of a small part in order; <see langword="null"/> if it is not small.</summary>
    private async Task<FoundEvents?> ReadSmallAsync(
        EventQuery source, int limit, Func<bool> isOver, CancellationToken cancellationToken)
    {
        var first = new FirstEvents(page, limit + 1);
        var query = source with { Page = source.Page with { CountMax = SmallCountMax + 1 } };
        var count = 0;
        await foreach (var item in reader.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (++count > SmallCountMax || isOver())
            {
                return null;
            }

            if (Matches(item))
            {
                first.Add(item);
            }
        }

        var events = first.ToList();
        return events.Count <= limit
            ? new FoundEvents { Events = events }
            : new FoundEvents { Events = events[..limit], Next = events[limit - 1].TokenFor(page) };
    }

    private bool Matches(StoredEvent item) => _where.Matches(item.Event.Record, item.Event.Raw);
}
