using System.CommandLine;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary><c>failed</c>: what was not accepted, why, and its bytes.</summary>
internal static class FailedCommand
{
    public static Command Create(Surroundings surroundings) => new("failed", "Shows what was not accepted, and why.")
    {
        List(surroundings), Show(surroundings), Export(surroundings),
    };

    private static Command List(Surroundings surroundings)
    {
        var options = new FailedOptions();
        var command = new Command("list", "Lists failed events, one line each.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            var entries = failed.Store.QueryAsync(failed.Query, cancellationToken);
            await (parsed.GetValue(options.Json)
                ? FailedJson.WriteAsync(entries, surroundings.Output)
                : FailedTable.WriteAsync(entries, surroundings)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show(Surroundings surroundings)
    {
        var hash = new Argument<string?>("HASH")
        {
            Description = "The first digits of the hash that \"failed list\" shows; all if left out.",
            DefaultValueFactory = _ => null,
        };
        var options = new FailedOptions();
        var command = new Command("show", "Shows everything that is known of failed events.") { hash };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            var entries = FailedSearch.FindAsync(
                failed.Store.QueryAsync(failed.Query, cancellationToken), parsed.GetValue(hash));
            await (parsed.GetValue(options.Json)
                ? FailedJson.WriteAsync(entries, surroundings.Output)
                : FailedDetails.WriteAsync(entries, surroundings.Output)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Export(Surroundings surroundings)
    {
        var options = new FailedOptions();
        var command = new Command("export", "Writes failed events as lines for \"ingest --format failed\".");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            var entries = failed.Store.QueryAsync(failed.Query, cancellationToken);
            await FailedExport.WriteAsync(entries, surroundings.Output).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
