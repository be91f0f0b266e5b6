using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Commands;

/// <summary><c>aggregate</c>: totals of a store, or of files without a store.</summary>
internal static class AggregateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new AggregateOptions();
        var command = new Command(
            "aggregate", "Prints exact totals of a store's events, or of the distinct ones in files.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(options.Read(parsed), surroundings, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        AggregatePlan plan, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (plan.Inputs.Count == 0)
        {
            var groups = await ReadStoreAsync(plan, surroundings, cancellationToken).ConfigureAwait(false);
            return await WriteAsync(plan, groups, surroundings).ConfigureAwait(false);
        }

        var totals = await TotalsOfFiles.ReadAsync(plan, surroundings, cancellationToken).ConfigureAwait(false);
        var totalled = totals.ToGroups();
        var exitCode = await WriteAsync(plan, totalled, surroundings).ConfigureAwait(false);
        AbsentFilters.Report(totalled, plan, surroundings.Error);
        if (plan.Report == ReportStyle.Table)
        {
            await ResultText.WriteAsync(surroundings.Output, TotalsOfFiles.Describe(totals.Counts))
                .ConfigureAwait(false);
        }

        return exitCode;
    }

    private static async Task<int> WriteAsync(
        AggregatePlan plan, IReadOnlyList<TotalsGroup> groups, Surroundings surroundings)
    {
        var columns = TotalsColumns.Of([.. plan.Query.GroupBy.Select(key => key.Name)], plan.Measures);
        await (plan.Report switch
        {
            ReportStyle.Json => TotalsJson.WriteAsync(columns, groups, surroundings.Output),
            ReportStyle.Csv => TotalsCsv.WriteAsync(columns, groups, surroundings.Output),
            ReportStyle.Table => TotalsTable.WriteAsync(columns, groups, surroundings),
            _ => throw new InvalidOperationException($"No such style is known here: {plan.Report}."),
        }).ConfigureAwait(false);
        return TotalsErrors.Report(columns, groups, plan.Report, surroundings.Error);
    }

    private static async Task<IReadOnlyList<TotalsGroup>> ReadStoreAsync(
        AggregatePlan plan, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var store = OpenStores.OpenEvents(plan.Store);
        using var end = store as IDisposable;
        var groups = await store.ReadTotalsAsync(plan.Query, cancellationToken).ConfigureAwait(false);
        await AbsentFilters.ReportAsync(store, plan, surroundings.Error, cancellationToken)
            .ConfigureAwait(false);
        return groups;
    }
}
