using System.CommandLine;
using System.Linq;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Commands;

/// <summary><c>failed</c>: lists, shows, edits, retries and decides failed events.</summary>
internal static class FailedCommand
{
    public static Command Create(Surroundings surroundings) => new(
        "failed", "Shows what was not accepted, and why; retries it, edits it, or sets it aside.")
    {
        List(surroundings), Groups(surroundings), Show(surroundings), Export(surroundings),
        FailedRetryCommand.Create(surroundings), FailedEditCommand.Create(surroundings),
        FailedDecisions.Discard(surroundings), FailedDecisions.Archive(surroundings),
        FailedDecisions.Reopen(surroundings),
    };

    private static Command List(Surroundings surroundings)
    {
        var options = new FailedOptions();
        var command = new Command("list", "Lists failed events that are open, one line each.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            var entries = failed.ReadAsync(cancellationToken);
            await (parsed.GetValue(options.Json)
                ? FailedJson.WriteAsync(entries, surroundings.Output)
                : FailedTable.WriteAsync(entries, surroundings)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Groups(Surroundings surroundings)
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
                shown, parsed.GetValue(options.Json) ? ReportStyle.Json : ReportStyle.Table, surroundings)
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show(Surroundings surroundings)
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
                ? FailedJson.WriteAsync(entries, surroundings.Output)
                : FailedDetails.WriteAsync(entries, failed.Store, surroundings.Output)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Export(Surroundings surroundings)
    {
        var options = new FailedOptions();
        var command = new Command("export", "Writes open failed events as lines for \"ingest --format failed\".");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var failed = options.Open(parsed);
            await FailedExport.WriteAsync(failed.ReadAsync(cancellationToken), surroundings.Output)
                .ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }
}
