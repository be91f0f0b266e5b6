using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Api.Reading;

/// <summary>Reads failed events in an order; a search of their bytes ends when its time is over.</summary>
internal sealed class FailedSearch(IFailedEventStore store, FailedEventQuery query)
{
    private static readonly TimeSpan SearchTimeMax = TimeSpan.FromSeconds(1);

    /// <summary>A text that the bytes hold; <see langword="null"/> is any bytes.</summary>
    public string? Contains { get; init; }

    /// <summary>Reads all of them.</summary>
    public async IAsyncEnumerable<FailedEvent> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sought = Sought();
        await foreach (var entry in store.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (sought is null || Holds(entry, sought))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Reads a page.</summary>
    public async Task<FoundFailed> ReadPageAsync(int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var (entries, sought, start) = (new List<FailedEvent>(), Sought(), time.GetTimestamp());
        var page = query.Page;
        var paged = sought is null ? query with { Page = page with { CountMax = limit + 1 } } : query;
        await foreach (var entry in store.QueryAsync(paged, cancellationToken).ConfigureAwait(false))
        {
            if (sought is null || Holds(entry, sought))
            {
                if (entries.Count == limit)
                {
                    return new FoundFailed { Entries = entries, Next = entries[^1].TokenFor(page) };
                }

                entries.Add(entry);
            }

            if (sought is not null && time.GetElapsedTime(start) >= SearchTimeMax)
            {
                return new FoundFailed
                {
                    Entries = entries,
                    Next = entry.TokenFor(page),
                    SearchedTo = page.SortBy == SortKey.LastSeen ? entry.LastReceivedAt : entry.FirstReceivedAt,
                };
            }
        }

        return new FoundFailed { Entries = entries };
    }

    private byte[]? Sought() => Contains is null ? null : Encoding.UTF8.GetBytes(Contains);

    private static bool Holds(FailedEvent entry, byte[] sought) => entry.Raw.Span.IndexOf(sought) >= 0;
}
