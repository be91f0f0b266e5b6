using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>Finds failed events by the first digits of their hashes.</summary>
internal static class FailedSearch
{
    /// <summary>The events whose hash has one of these prefixes; all if there are none.</summary>
    /// <exception cref="ToolException">There is none for some of the beginnings.</exception>
    public static async IAsyncEnumerable<FailedEvent> FindAsync(
        IAsyncEnumerable<FailedEvent> entries, IReadOnlyList<string> hashes)
    {
        var missing = hashes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            var key = entry.Key.ToString();
            var isFound = hashes.Count == 0;
            foreach (var hash in hashes.Where(hash => key.StartsWith(hash, StringComparison.OrdinalIgnoreCase)))
            {
                missing.Remove(hash);
                isFound = true;
            }

            if (isFound)
            {
                yield return entry;
            }
        }

        if (missing.Count > 0)
        {
            throw Missing(missing.Order(StringComparer.Ordinal).First());
        }
    }

    /// <summary>The single event for each prefix, in order.</summary>
    /// <exception cref="ToolException">There is none for a beginning, or several.</exception>
    public static async Task<IReadOnlyList<ContentHash>> KeysAsync(
        IFailedEventStore store, IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        var keys = new ContentHash?[hashes.Count];
        var query = FailedEventQuery.All with { Archived = ArchivedEntries.Included };
        await foreach (var entry in FindAsync(store.QueryAsync(query, cancellationToken), hashes).ConfigureAwait(false))
        {
            for (var i = 0; i < keys.Length; i++)
            {
                if (entry.Key.ToString().StartsWith(hashes[i], StringComparison.OrdinalIgnoreCase))
                {
                    keys[i] = keys[i] is null
                        ? entry.Key
                        : throw new ToolException(
                            $"several failed events have a hash that begins with \"{TerminalText.Escape(hashes[i])}\"; "
                            + "give more of its digits.");
                }
            }
        }

        return [.. keys.Select(key => key!.Value).Distinct()];
    }

    private static ToolException Missing(string hash) => new(
        $"no failed event has a hash that begins with \"{TerminalText.Escape(hash)}\"; see \"eventnorm failed list\".");
}
