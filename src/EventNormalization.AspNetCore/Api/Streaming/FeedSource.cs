using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Api.Streaming;

/// <summary>Looks at both stores for what came since the last look, whichever process brought it.</summary>
/// <remarks>Not thread-safe but for <see cref="Pass"/>.</remarks>
internal sealed class FeedSource(OutcomeFeed feed, IEventReader events, IFailedEventQueue failedEvents)
{
    /// <summary>The most events of one look; what is between them and the newest is dropped.</summary>
    public const int EventsMax = 1_000;

    private const int PageMax = 250;
    private const int FailedMax = 200;

    // Keys only: they are held so that those of which the feed tells itself are not counted as dropped.
    private const int PassedMax = 4_096;

    private static readonly PageRequest Newest = new() { Direction = SortDirection.Descending, CountMax = 1 };

    private readonly Lock _lock = new();
    private readonly HashSet<ContentHash> _passed = [];
    private readonly List<ContentHash> _held = [];
    private StoredEvent? _last;
    private long _lastNumber;

    /// <summary>Begins behind what is there.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _last = await ReadNewestAsync(cancellationToken).ConfigureAwait(false);
        _lastNumber = await ReadNewestNumberAsync(cancellationToken).ConfigureAwait(false);
        _held.Clear();
    }

    /// <summary>Notes a failed event that the feed passes on itself, so that it is not told of twice.</summary>
    public void Pass(ContentHash key)
    {
        lock (_lock)
        {
            if (_passed.Count >= PassedMax)
            {
                _passed.Clear();
            }

            _passed.Add(key);
        }
    }

    /// <summary>Sends what came since the last look.</summary>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        await LookForEventsAsync(cancellationToken).ConfigureAwait(false);
        await LookForFailedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask LookForEventsAsync(CancellationToken cancellationToken)
    {
        for (var count = 0; count < EventsMax; count += PageMax)
        {
            var page = await ReadAfterAsync(_last, cancellationToken).ConfigureAwait(false);
            foreach (var stored in page)
            {
                feed.Send(FeedTopics.Outcomes, OutcomeJson.Accepted(stored));
                _last = stored;
            }

            if (page.Count < PageMax)
            {
                return;
            }
        }

        await SkipAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nobody reads along with so many a second: what they miss is counted, and is in the store.</summary>
    private async ValueTask SkipAsync(CancellationToken cancellationToken)
    {
        var newest = await ReadNewestAsync(cancellationToken).ConfigureAwait(false);
        if (newest is not null && _last is not null && newest.Position > _last.Position)
        {
            feed.SendDropped(CountBetween(_last.Position, newest.Position));
            _last = newest;
        }
    }

    /// <summary>How many events there are after one position up to another; exact for the shipped stores.</summary>
    public static long CountBetween(EventPosition after, EventPosition last) =>
        long.Max(1, last.Commit - after.Commit);

    private async ValueTask LookForFailedAsync(CancellationToken cancellationToken)
    {
        await TellHeldAsync(cancellationToken).ConfigureAwait(false);

        // Held until the next look: those who keep them in this process tell the feed of them a little later.
        while (_held.Count < PassedMax)
        {
            var added = await failedEvents.ReadKeysAsync(_lastNumber, FailedMax, cancellationToken)
                .ConfigureAwait(false);
            if (added.Count == 0)
            {
                return;
            }

            _held.AddRange(added.Select(one => one.Key));
            _lastNumber = added[^1].Number;
        }

        var newest = await ReadNewestNumberAsync(cancellationToken).ConfigureAwait(false);
        if (newest > _lastNumber)
        {
            feed.SendDropped(newest - _lastNumber);
            _lastNumber = newest;
        }
    }

    /// <summary>Tells of those of the last look that nobody has told the feed of; of many only how many.</summary>
    private async ValueTask TellHeldAsync(CancellationToken cancellationToken)
    {
        _held.RemoveAll(IsPassed);
        for (var count = 0; _held.Count > 0 && count < FailedMax; count++)
        {
            // It is held until it is told, so that a store which fails in between is asked for it again.
            if (await failedEvents.FindAsync(_held[0], cancellationToken).ConfigureAwait(false) is { } entry)
            {
                feed.Send(FeedTopics.Outcomes, OutcomeJson.Failed(entry));
            }

            _held.RemoveAt(0);
        }

        if (_held.Count > 0)
        {
            feed.SendDropped(_held.Count);
            _held.Clear();
        }
    }

    /// <summary>Whether the feed has told of it already; it is then forgotten.</summary>
    private bool IsPassed(ContentHash key)
    {
        lock (_lock)
        {
            return _passed.Remove(key);
        }
    }

    private async ValueTask<List<StoredEvent>> ReadAfterAsync(StoredEvent? after, CancellationToken cancellationToken)
    {
        var page = new PageRequest { CountMax = PageMax, After = after?.TokenFor(PageRequest.All) };
        var read = new List<StoredEvent>();
        await foreach (var stored in events.QueryAsync(new EventQuery { Page = page }, cancellationToken)
            .ConfigureAwait(false))
        {
            read.Add(stored);
        }

        return read;
    }

    private async ValueTask<StoredEvent?> ReadNewestAsync(CancellationToken cancellationToken)
    {
        StoredEvent? newest = null;
        await foreach (var stored in events.QueryAsync(new EventQuery { Page = Newest }, cancellationToken)
            .ConfigureAwait(false))
        {
            newest = stored;
        }

        return newest;
    }

    private async ValueTask<long> ReadNewestNumberAsync(CancellationToken cancellationToken)
    {
        var newest = 0L;
        var query = new FailedEventQuery { Page = Newest, Archived = ArchivedEntries.Included };
        await foreach (var entry in failedEvents.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            newest = entry.Number;
        }

        return newest;
    }
}
