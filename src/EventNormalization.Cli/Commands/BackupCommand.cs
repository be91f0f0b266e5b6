using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Commands;

/// <summary>
/// <c>backup</c> and <c>restore</c>: copies of a store and its failed events as of one moment, verified.
/// </summary>
internal static class BackupCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var store = StoreOptions.Store();
        var to = new Option<string>("--to")
        {
            Description = "The folder for the copies.",
            HelpName = "FOLDER",
            Required = true,
        };
        var json = StoreOptions.Json("Print one JSON object.");
        var command = new Command(
            "backup", "Copies a store and its failed events, also while others write, and verifies the copy.")
        {
            store, to, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = OpenStores.RequireFile(parsed.GetRequiredValue(store));
            StoreBackup? made = null;
            await VerificationProgressLine.ShowAsync(environment, async tell =>
                made = await SqliteStorePair.BackUpAsync(path, parsed.GetRequiredValue(to), tell, cancellationToken)
                    .ConfigureAwait(false)).ConfigureAwait(false);
            await WriteAsync(made!, parsed.GetValue(json) ? ReportStyle.Json : ReportStyle.Table, environment)
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    public static Command CreateRestore(ToolEnvironment environment)
    {
        var store = StoreOptions.Store();
        var from = new Option<string>("--from")
        {
            Description = "The folder of a backup.",
            HelpName = "FOLDER",
            Required = true,
        };
        var json = StoreOptions.Json("Print one JSON object.");
        var command = new Command("restore", "Makes a store and its failed events from a backup; writes over nothing.")
        {
            from, store, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = OpenStores.RequireFileName(parsed.GetRequiredValue(store));
            StoreBackup? made = null;
            await VerificationProgressLine.ShowAsync(environment, async tell =>
                made = await SqliteStorePair.RestoreAsync(parsed.GetRequiredValue(from), path, tell, cancellationToken)
                    .ConfigureAwait(false)).ConfigureAwait(false);
            await WriteAsync(made!, parsed.GetValue(json) ? ReportStyle.Json : ReportStyle.Table, environment)
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task WriteAsync(StoreBackup made, ReportStyle style, ToolEnvironment environment)
    {
        var last = made.LastReceivedAt?.ToString();
        if (style == ReportStyle.Json)
        {
            using var json = new JsonLine(environment.Output);
            json.Writer.WriteStartObject();
            json.Writer.WriteNumber("events"u8, made.EventCount);
            json.Writer.WriteNumber("failed"u8, made.FailedCount);
            json.Writer.WriteString("last_received"u8, last);
            json.Writer.WriteEndObject();
            await json.EndAsync().ConfigureAwait(false);
            return;
        }

        await ResultText.WriteAsync(environment.Output, string.Create(
            CultureInfo.InvariantCulture,
            $"{CountText.Of(made.EventCount, "event")} and {CountText.Of(
                made.FailedCount, "failed event")}, verified; ")
            + (last is null
                ? "nothing was received yet.\n" : $"after a restore send again what was sent since {last}.\n"))
            .ConfigureAwait(false);
    }
}
