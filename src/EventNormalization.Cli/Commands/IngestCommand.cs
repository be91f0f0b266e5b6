using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Commands;

/// <summary><c>ingest</c>: ingests the deliveries of files and reports their outcomes.</summary>
internal static class IngestCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var files = Inputs.Several();
        var store = StoreOptions.Store();
        var schema = Schemas.Option();
        var format = Formats.OptionWithFailed();
        var acceptRules = new Option<bool>("--accept-rules")
        {
            Description = "Go on with other rules than the store's; what comes again may count again.",
        };
        var failOnRejected = new Option<bool>("--fail-on-rejected")
        {
            Description = "Exit with 3 if any is rejected or in conflict.",
        };
        var (repair, isNew) = (StoreOptions.Repair(), StoreOptions.New());
        var faults = FaultPlans.Option();
        var json = StoreOptions.Json("Print the counts as one JSON object.");
        var command = new Command("ingest", "Stores each event once and prints what became of the deliveries.")
        {
            files, store, schema, format, acceptRules, repair, isNew, failOnRejected, faults, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var plan = new IngestPlan
            {
                Files = parsed.GetRequiredValue(files),
                Store = parsed.GetRequiredValue(store),
                Schema = Schemas.Load(parsed.GetValue(schema)),
                Format = parsed.GetValue(format),
                RulesChange = parsed.GetValue(acceptRules) ? RulesChange.Accept : RulesChange.Refuse,
                Recovery = StoreOptions.RecoveryOf(parsed, repair, isNew),
                Faults = FaultPlans.Read(parsed.GetValue(faults)),
                Report = parsed.GetValue(json) ? ReportStyle.Json : ReportStyle.Table,
                CodeOnRejected = parsed.GetValue(failOnRejected) ? ExitCode.Rejected : ExitCode.Success,
            };
            return RunAsync(plan, environment, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IngestPlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        InputFile.RequireAll(plan.Files);
        var identifier = new EventIdentifier(plan.Schema);
        using var stores = OpenStores.Open(plan.Store, identifier.Schemas, plan.RulesChange, plan.Recovery);
        await StoreNotes.TellModeAsync(plan.Store, environment).ConfigureAwait(false);
        var faulty = new FaultInjectingStores(stores, plan.Faults, environment.Time);
        var pipeline = new EventPipeline(
            identifier, faulty.Events, faulty.FailedEvents, OptionsFor(plan, environment));
        var run = new IngestRun(pipeline, plan, environment);
        try
        {
            await ReadingProgress.ShowAsync(
                run.BytesInAll, environment, onProgress => run.ReadAsync(onProgress, cancellationToken))
                    .ConfigureAwait(false);
        }
        finally
        {
            // What was stored stays stored, so it is also reported after an interruption or a failure.
            await IngestReport.WriteAsync(run, plan, environment).ConfigureAwait(false);
            if (!plan.Faults.AreNone)
            {
                await environment.Error.WriteLineAsync(faulty.Summary).ConfigureAwait(false);
            }
        }

        foreach (var sentence in run.Unreadable.Sentences())
        {
            await environment.Error.WriteLineAsync("eventnorm: " + sentence).ConfigureAwait(false);
        }

        var exitCode = await TellAsync(run.Counts, plan, environment).ConfigureAwait(false);
        return run.Unreadable.Count > 0 ? ExitCode.Failed : exitCode;
    }

    /// <summary>Deferred deliveries are reported before rejected ones: they are not stored yet, but may be.</summary>
    private static async Task<int> TellAsync(IngestCounts counts, IngestPlan plan, ToolEnvironment environment)
    {
        if (counts.Deferred == 0)
        {
            return counts.Failed > 0 ? plan.CodeOnRejected : ExitCode.Success;
        }

        var way = OpenStores.IsMemory(plan.Store)
            ? "the store ends with the command, so send them again"
            : "to store them: eventnorm failed retry --state deferred --store " + TerminalText.Escape(plan.Store);
        await environment.Error.WriteLineAsync(
            $"eventnorm: {CountText.Of(counts.Deferred, "delivery was", "deliveries were")} deferred, since the store "
            + $"failed; {way}").ConfigureAwait(false);
        return ExitCode.Deferred;
    }

    /// <remarks>
    /// Several lanes collect deliveries until there are enough for all; with a slow source that must not happen.
    /// </remarks>
    private static EventPipelineOptions OptionsFor(IngestPlan plan, ToolEnvironment environment)
    {
        var options = new EventPipelineOptions { Time = environment.Time };
        return plan.Files.Contains(InputFile.StandardInput) ? options with { LaneCount = 1 } : options;
    }
}
