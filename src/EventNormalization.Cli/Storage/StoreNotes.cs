using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Storage;

/// <summary>What is said of the files of a store beside the work on them.</summary>
internal static class StoreNotes
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>
    /// Says which files others may read: new ones are for their owner alone, and old ones are left as they are.
    /// </summary>
    public static async Task TellModeAsync(string store, ToolEnvironment environment)
    {
        if (OperatingSystem.IsWindows() || OpenStores.IsMemory(store))
        {
            return;
        }

        string[] open =
        [
            .. new[] { store, store + OpenStores.FailedSuffix }.Where(file =>
                !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
                .Select(TerminalText.Escape),
        ];
        if (open.Length > 0)
        {
            await environment.Error.WriteLineAsync(
                $"eventnorm: note: other users may read {string.Join(" and ", open)}; to keep them out: "
                + $"chmod 600 {string.Join(' ', open)}").ConfigureAwait(false);
        }
    }
}
