using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary><c>status</c>: what both stores received, what became of it, and whether each is counted once.</summary>
internal static class StatusCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var store = StoreOptions.Store();
        var byClient = new Option<bool>("--by-client") { Description = "Tell of each client, too." };
        var json = StoreOptions.Json("Print one JSON object.");
        var command = new Command("status", "Prints what was received, what became of it, and whether all is counted.")
        {
            store, byClient, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Conservation conservation;
            try
            {
                conservation = await ReadAsync(parsed.GetRequiredValue(store), cancellationToken).ConfigureAwait(false);
            }
            catch (StoreCorruptedException error)
            {
                // Counts that are damaged are no counts, and scripts ask this command whether all is well.
                await environment.Error.WriteLineAsync("eventnorm: " + CommandError.Describe(error))
                    .ConfigureAwait(false);
                return ExitCode.Damaged;
            }

            var status = new StoreStatus(conservation) { IsByClient = parsed.GetValue(byClient) };
            await StatusReport.WriteAsync(
                status, parsed.GetValue(json) ? ReportStyle.Json : ReportStyle.Table, environment)
                .ConfigureAwait(false);
            return conservation.Holds ? ExitCode.Success : ExitCode.Damaged;
        });
        return command;
    }

    private static async Task<Conservation> ReadAsync(string store, CancellationToken cancellationToken)
    {
        var events = OpenStores.OpenEvents(store);
        using var endOfEvents = events as IDisposable;
        var failed = OpenStores.OpenFailed(store);
        using var endOfFailed = failed as IDisposable;
        return await Conservation.ReadAsync(events, failed, cancellationToken).ConfigureAwait(false);
    }
}
