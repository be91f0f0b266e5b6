using System.CommandLine;
using System.Linq;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Commands;

/// <summary><c>failed</c>: lists, shows, edits, retries and decides failed events.</summary>
internal static class FailedCommand
{
    public static Command Create(ToolEnvironment environment) => new(
        "failed", "Shows what was not accepted, and why; retries it, edits it, or sets it aside.")
    {
        List(environment), Groups(environment), Show(environment), Export(environment),
        FailedRetryCommand.Create(environment), FailedEditCommand.Create(environment),
        FailedDecisions.Discard(environment), FailedDecisions.Archive(environment),
        FailedDecisions.Reopen(environment),
    };

    private static Command List(ToolEnvironment environment)
    {
        var options = new FailedOptions();
        var command = new Command("list", "Lists failed events that are open, one line each.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            var entries = failed.ReadAsync(cancellationToken);
            await (parsed.GetValue(options.Json)
                ? FailedJson.WriteAsync(entries, environment.Output)
                : FailedTable.WriteAsync(entries, environment)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Groups(ToolEnvironment environment)
    {
        var options = new FailedOptions();
        var command = new Command("groups", "Groups open failed events by reason, field and client; the most first.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            var groups = await failed.Store.ReadGroupsAsync(failed.Query.Where, cancellationToken)
                .ConfigureAwait(false);
            var shown = groups.Take(options.LimitOf(parsed) ?? int.MaxValue).ToArray();
            await FailedGroups.WriteAsync(
                shown, parsed.GetValue(options.Json) ? ReportStyle.Json : ReportStyle.Table, environment)
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show(ToolEnvironment environment)
    {
        var hash = new Argument<string?>("HASH")
        {
            Description = "The first digits of the hash that \"failed list\" shows; all that are open if left out.",
            DefaultValueFactory = _ => null,
        };
        var options = new FailedOptions();
        var command = new Command("show", "Shows everything that is known of failed events.") { hash };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed, parsed.GetValue(hash) is { } digits ? [digits] : null);
            var entries = failed.ReadAsync(cancellationToken);
            await (parsed.GetValue(options.Json)
                ? FailedJson.WriteAsync(entries, environment.Output)
                : FailedDetails.WriteAsync(entries, failed.Store, environment.Output)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Export(ToolEnvironment environment)
    {
        var options = new FailedOptions();
        var command = new Command("export", "Writes open failed events as lines for \"ingest --format failed\".");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            await FailedExport.WriteAsync(failed.ReadAsync(cancellationToken), environment.Output)
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
