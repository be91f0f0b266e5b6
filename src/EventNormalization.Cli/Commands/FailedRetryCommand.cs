using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Commands;

/// <summary><c>failed retry</c>: brings failed events into the store, or says which of them it would bring.</summary>
internal static class FailedRetryCommand
{
    private const string Description =
        "Retries failed events at once, whatever time their last attempt set; all that are open if nothing is named.";

    public static Command Create(ToolEnvironment environment)
    {
        var hashes = FailedDecisions.Hashes(ArgumentArity.ZeroOrMore);
        var filters = new FailedFilters();
        var acts = new FailedActionOptions();
        var schema = Schemas.Option();
        var acceptRules = AcceptRulesOption();
        var (repair, isNew) = (StoreOptions.Repair(), StoreOptions.New());
        var dryRun = DryRunOption();
        var json = StoreOptions.Json("Print the counts, in deliveries, as one JSON object.");
        var command = new Command("retry", Description) { hashes };
        filters.AddTo(command);
        acts.AddTo(command);
        foreach (var option in new Option[] { schema, acceptRules, repair, isNew, dryRun, json })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var named = parsed.GetValue(hashes) ?? [];
            var plan = new FailedRetryPlan
            {
                Store = acts.StoreOf(parsed),
                By = acts.ByOf(parsed),
                Hashes = named,
                Where = named.Length == 0 ? filters.Read(parsed) : filters.ReadOfAnyState(parsed),
                Schema = parsed.GetValue(schema) is { } file
                    ? Schemas.Load(file)
                    : OpenStores.ReadSchemas(acts.StoreOf(parsed), StoreOptions.RecoveryOf(parsed, repair, isNew)),
                RulesChange = parsed.GetValue(acceptRules) ? RulesChange.Accept : RulesChange.Refuse,
                Recovery = StoreOptions.RecoveryOf(parsed, repair, isNew),
                Report = parsed.GetValue(json) ? ReportStyle.Json : ReportStyle.Table,
            };
            return parsed.GetValue(dryRun)
                ? PreviewAsync(plan, environment, cancellationToken)
                : RunAsync(plan, environment, cancellationToken);
        });
        return command;
    }

    private static Option<bool> AcceptRulesOption() => new("--accept-rules")
    {
        Description = "Go on with other rules than the store's; what comes again may count again.",
    };

    private static Option<bool> DryRunOption() => new("--dry-run")
    {
        Description = "Say what would be understood and what stays refused, and store nothing.",
    };

    private static async Task<int> PreviewAsync(
        FailedRetryPlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        using var selection = new FailedSelection(OpenStores.OpenFailed(plan.Store))
        {
            Query = plan.Query,
            Hashes = plan.Hashes,
        };
        await RetryPreviewReport.WriteAsync(
            selection.ReadAsync(cancellationToken), new EventIdentifier(plan.Schema), plan.Report, environment.Output)
            .ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static async Task<int> RunAsync(
        FailedRetryPlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        var identifier = new EventIdentifier(plan.Schema);
        using var stores = OpenStores.OpenExisting(
            plan.Store, identifier.Schemas, plan.RulesChange, plan.Recovery);
        RetryPass? pass = null;
        await ReadingProgress.ShowAsync(
            null,
            environment,
            async onProgress =>
            {
                var options = OptionsFor(plan, environment, onProgress);
                var worker = new RetryWorker(identifier, stores.Events, stores.FailedEvents, options);
                pass = await RetryAsync(plan, stores, worker, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        await RetryReport.WriteAsync(pass!, plan.Report, environment).ConfigureAwait(false);
        return await TellAsync(pass!, environment).ConfigureAwait(false);
    }

    private static RetryWorkerOptions OptionsFor(
        FailedRetryPlan plan, ToolEnvironment environment, ProgressCallback onProgress)
    {
        var deliveries = 0L;
        return new RetryWorkerOptions
        {
            Time = environment.Time,
            By = plan.By,
            OnResult = result =>
            {
                deliveries += result.Deliveries;
                onProgress(0, string.Create(CultureInfo.InvariantCulture, $"{deliveries:N0} deliveries"));
            },
        };
    }

    private static async Task<RetryPass> RetryAsync(
        FailedRetryPlan plan, OpenStores stores, RetryWorker worker, CancellationToken cancellationToken)
    {
        if (plan.Hashes.Count == 0)
        {
            return await worker.RetryAsync(plan.Where, cancellationToken).ConfigureAwait(false);
        }

        // The filters narrow down the named events; a name without an event is reported immediately.
        await FailedSearch.KeysAsync(stores.FailedEvents, plan.Hashes, cancellationToken).ConfigureAwait(false);
        var keys = new List<Ingestion.ContentHash>();
        var entries = FailedSearch.FindAsync(
            stores.FailedEvents.QueryAsync(plan.Query, cancellationToken), plan.Hashes);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            keys.Add(entry.Key);
        }

        return await worker.RetryAsync(keys, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> TellAsync(RetryPass pass, ToolEnvironment environment)
    {
        if (pass.LeasesLost > 0)
        {
            await environment.Error.WriteLineAsync(
                $"eventnorm: note: {CountText.Of(pass.LeasesLost, "failed event")} went to another worker, since this "
                + "one was paused for too long; each counts once.").ConfigureAwait(false);
        }

        var isPending = pass.Deferred + pass.Leased > 0;
        if (pass.Failure is { } failure)
        {
            await environment.Error.WriteLineAsync(
                "eventnorm: it ended early, since a store does not work: " + CommandError.Describe(failure))
                .ConfigureAwait(false);
        }

        return isPending ? ExitCode.Deferred : pass.Failure is null ? ExitCode.Success : ExitCode.Failed;
    }
}
