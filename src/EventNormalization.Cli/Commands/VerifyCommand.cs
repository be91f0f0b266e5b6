using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Commands;

/// <summary><c>verify</c>: recounts a store, and compares all that is kept with what it follows from.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var store = StoreOptions.Store();
        var (repair, isNew) = (StoreOptions.Repair(), StoreOptions.New());
        var rebuild = new Option<bool>("--rebuild")
        {
            Description = "First make the totals that the store keeps anew from its events.",
        };
        var json = StoreOptions.Json("Print one JSON object.");
        var command = new Command("verify", "Recounts a store and its failed events, and says what does not agree.")
        {
            store, repair, isNew, rebuild, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var recovery = StoreOptions.RecoveryOf(parsed, repair, isNew);
            var style = parsed.GetValue(json) ? ReportStyle.Json : ReportStyle.Table;
            var path = Recover(parsed.GetRequiredValue(store), recovery);
            if (parsed.GetValue(rebuild))
            {
                await SqliteStorePair.RebuildRollUpsAsync(path, cancellationToken).ConfigureAwait(false);
            }

            return await RunAsync(path, style, environment, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>The path of the store, which is repaired first if that is asked for.</summary>
    private static string Recover(string store, StoreRecovery recovery)
    {
        var path = OpenStores.RequireFile(store);
        if (recovery != StoreRecovery.Refuse)
        {
            SqliteStorePair.Recover(path, recovery);
        }

        return path;
    }

    private static async Task<int> RunAsync(
        string path, ReportStyle style, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        StoreVerification? verified = null;
        await VerificationProgressLine.ShowAsync(
            environment,
            async tell =>
                verified = await SqliteStorePair.VerifyAsync(path, tell, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
        await VerificationReport.WriteAsync(verified!, style, environment).ConfigureAwait(false);
        return verified!.IsOk ? ExitCode.Success : ExitCode.Damaged;
    }
}
