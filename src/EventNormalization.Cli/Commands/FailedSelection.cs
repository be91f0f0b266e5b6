using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>An open store of failed events, and which of them are asked for.</summary>
internal sealed class FailedSelection(IFailedEventStore store) : IDisposable
{
    /// <summary>How many keys are kept beyond twice those asked for, before the rest is forgotten.</summary>
    private const int SpareCount = 1_000;

    public IFailedEventStore Store { get; } = store;

    public required FailedEventQuery Query { get; init; }

    /// <summary>The first digits of the hashes that are asked for; none is all.</summary>
    public IReadOnlyList<string> Hashes { get; init; } = [];

    public int? CountMax { get; init; }

    public bool IsByOccurrences { get; init; }

    /// <summary>Reads them page by page, so that they are never all in memory.</summary>
    /// <exception cref="ToolException">No event has a hash that begins so.</exception>
    public IAsyncEnumerable<FailedEvent> ReadAsync(CancellationToken cancellationToken)
    {
        var found = FailedSearch.FindAsync(Store.QueryAsync(Query, cancellationToken), Hashes);
        return LimitAsync(IsByOccurrences ? ByOccurrencesAsync(found, cancellationToken) : found);
    }

    public void Dispose() => (Store as IDisposable)?.Dispose();

    /// <summary>Keeps only numbers and keys, and reads each event again in its turn.</summary>
    private async IAsyncEnumerable<FailedEvent> ByOccurrencesAsync(
        IAsyncEnumerable<FailedEvent> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counts = new List<(long Occurrences, long Number, ContentHash Key)>();
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            counts.Add((entry.Occurrences, entry.Number, entry.Key));
            if (counts.Count >= 2L * (CountMax ?? int.MaxValue) + SpareCount)
            {
                counts.Sort(MostFirst);
                counts.RemoveRange(CountMax!.Value, counts.Count - CountMax.Value);
            }
        }

        counts.Sort(MostFirst);
        foreach (var (_, _, key) in counts)
        {
            if (await Store.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static int MostFirst(
        (long Occurrences, long Number, ContentHash Key) left,
        (long Occurrences, long Number, ContentHash Key) right) =>
        left.Occurrences == right.Occurrences
            ? left.Number.CompareTo(right.Number)
            : right.Occurrences.CompareTo(left.Occurrences);

    private async IAsyncEnumerable<FailedEvent> LimitAsync(IAsyncEnumerable<FailedEvent> entries)
    {
        var count = 0;
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            yield return entry;
            if (++count == CountMax)
            {
                yield break;
            }
        }
    }
}
