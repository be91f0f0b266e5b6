using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Folds the events of a store by position, one share after the other.</summary>
/// <remarks>
/// Not thread-safe. Each event is added once: the next share begins behind the last event of this one.
/// </remarks>
internal sealed class TotalsFollower(IEventReader events, TotalsQuery query, int eventCountMax)
{
    private readonly TotalsFold _fold = new(query);
    private readonly ChangedGroups _changed = new();
    private StoredEvent? _last;

    /// <summary>Whether the last share went to the end of what was stored.</summary>
    public bool HasCaughtUp { get; private set; }

    /// <summary>Reads what is stored; all groups are the first change.</summary>
    public async ValueTask<TotalsChange> StartAsync(CancellationToken cancellationToken)
    {
        await RequireKnownFieldsAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);

        // Here the store leaves out what the query does not ask for; from then on, what it leaves out would be
        // read again each time.
        await AddAsync(query.Where, int.MaxValue, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        return Change();
    }

    /// <summary>Reads what was stored since.</summary>
    public async ValueTask<TotalsChange> ContinueAsync(CancellationToken cancellationToken)
    {
        var before = _last;
        await AddAsync(EventPredicate.Everything, eventCountMax, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        return _last == before ? new TotalsChange { Groups = [], Position = Position } : Change();
    }

    private EventPosition Position => _last?.Position ?? default;

    private TotalsChange Change() => new() { Groups = _changed.Among(_fold.ToGroups()), Position = Position };

    /// <summary>Lets the store refuse a field that it does not know: no event is within these bounds.</summary>
    private async ValueTask RequireKnownFieldsAsync(CancellationToken cancellationToken)
    {
        var never = EventPredicate.Between(Instant.MinValue, Instant.MinValue);
        await events.ReadTotalsAsync(query with { Where = never, EmptyWindows = false }, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
    }

    private async ValueTask AddAsync(EventPredicate where, int countMax, CancellationToken cancellationToken)
    {
        var page = PageRequest.All with { After = _last?.TokenFor(PageRequest.All) };
        var count = 0;
        HasCaughtUp = false;
        await foreach (var item in events
            .QueryAsync(new EventQuery { Where = where, Page = page }, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled))
        {
            if (count >= countMax && item.FirstAppend != _last!.FirstAppend)
            {
                return;
            }

            _fold.Add(item.Event.Record, item.Event.Id, item.Event.Raw);
            _last = item;
            count++;
        }

        HasCaughtUp = true;
    }
}
