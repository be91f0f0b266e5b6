using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>Finds failed events by the first digits of their hashes.</summary>
internal static class FailedSearch
{
    /// <exception cref="ToolException">There is none.</exception>
    public static async IAsyncEnumerable<FailedEvent> FindAsync(
        IAsyncEnumerable<FailedEvent> entries, string? firstDigits)
    {
        var isFound = firstDigits is null;
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            if (entry.Key.ToString().StartsWith(firstDigits ?? "", StringComparison.OrdinalIgnoreCase))
            {
                isFound = true;
                yield return entry;
            }
        }

        if (!isFound)
        {
            throw new ToolException(
                $"no failed event has a hash that begins with \"{Visible.Escape(firstDigits!)}\"; "
                + "see \"eventnorm failed list\".");
        }
    }
}
