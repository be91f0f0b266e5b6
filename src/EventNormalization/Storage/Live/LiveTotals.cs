using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>Follows the totals of a query: all groups first, then those that changed, as events are stored.</summary>
/// <remarks>
/// <para>Law: a reader that puts the groups of each change in the place of those of the same key has, after any number
/// of changes, the totals of all events up to the position of the last one. So it has what
/// <see cref="IEventReader.ReadTotalsAsync"/> says once it has caught up.</para>
/// <para>It keeps the states of all groups and reads each event once, in the order of positions; it never asks the
/// store for totals again. A change is of one moment between two appends.</para>
/// <para>Thread-safe: each reading is on its own.</para>
/// </remarks>
public sealed class LiveTotals
{
    private readonly IEventReader _events;
    private readonly LiveTotalsOptions _options;

    /// <summary>Prepares to follow a query; nothing is read yet.</summary>
    /// <param name="events">Whose events are totalled.</param>
    /// <param name="query">What to measure.</param>
    /// <param name="options">How often to look; <see cref="LiveTotalsOptions.Default"/> if left out.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="events"/> or <paramref name="query"/> is null.
    /// </exception>
    public LiveTotals(IEventReader events, TotalsQuery query, LiveTotalsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(query);
        _events = events;
        Query = query;
        _options = options ?? LiveTotalsOptions.Default;
    }

    /// <summary>The query that is followed.</summary>
    public TotalsQuery Query { get; }

    /// <summary>Reads all groups, and from then on those that changed, until it is canceled.</summary>
    /// <remarks>
    /// A change is reported when there is one, not at each look. If the store fails, the reading ends with its
    /// exception; a new one begins with all groups again.
    /// </remarks>
    /// <param name="cancellationToken">Ends the reading, also while it waits.</param>
    /// <returns>Changes without an end; the first one comes at once, even if no event is stored.</returns>
    /// <exception cref="ArgumentException">
    /// The query names a field that the store does not know, or has too many windows of time.
    /// </exception>
    /// <exception cref="StoreCorruptedException">Stored content no longer matches its id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    public async IAsyncEnumerable<TotalsChange> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var follower = new TotalsFollower(_events, Query, _options.EventCountMax);
        yield return await follower.StartAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        while (true)
        {
            var change = await follower.ContinueAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            if (change.Groups.Count > 0)
            {
                yield return change;
            }

            if (follower.HasCaughtUp)
            {
                await Task.Delay(_options.Interval, _options.Time, cancellationToken)
                    .ConfigureAwait(ContextCapture.IsEnabled);
            }
        }
    }
}
