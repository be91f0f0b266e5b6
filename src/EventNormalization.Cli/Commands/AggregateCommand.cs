using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Cli.Output.Charts;
using EventNormalization.Cli.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Commands;

/// <summary><c>aggregate</c>: totals of a store, or of files without a store.</summary>
internal static class AggregateCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var options = new AggregateOptions();
        var command = new Command(
            "aggregate", "Prints exact totals of a store's events, or of the distinct ones in files.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(options.Read(parsed), environment, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        AggregatePlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            return await TotalAsync(plan, environment, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException exception) when (plan.Query.EmptyWindows)
        {
            throw new ToolException($"--fill: expected {GroupKeys.FillExpected}.", exception);
        }
    }

    private static async Task<int> TotalAsync(
        AggregatePlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        if (plan.Inputs.Count == 0)
        {
            var groups = await ReadStoreAsync(plan, environment, cancellationToken).ConfigureAwait(false);
            return await WriteAsync(plan, groups, environment).ConfigureAwait(false);
        }

        var totals = await FileTotals.ReadAsync(plan, environment, cancellationToken).ConfigureAwait(false);
        var totalled = totals.ToGroups();
        var exitCode = await WriteAsync(plan, totalled, environment).ConfigureAwait(false);
        UnmatchedFilters.Report(totalled, plan, environment.Error);
        if (plan.Report == ReportStyle.Table && plan.Chart != InputFile.StandardInput)
        {
            await ResultText.WriteAsync(environment.Output, FileTotals.Describe(totals.Counts))
                .ConfigureAwait(false);
        }

        return exitCode;
    }

    private static async Task<int> WriteAsync(
        AggregatePlan plan, IReadOnlyList<TotalsGroup> groups, ToolEnvironment environment)
    {
        var columns = TotalsColumns.Of(plan.Query.GroupBy, plan.Measures);
        var isChartAlone = plan.Chart == InputFile.StandardInput;
        if (plan.Chart is { } path)
        {
            await WriteChartAsync(path, ChartSvg.Write(TotalsChart.Of(columns, groups)), environment)
                .ConfigureAwait(false);
        }

        await (isChartAlone ? Task.CompletedTask : plan.Report switch
        {
            ReportStyle.Json => TotalsJson.WriteAsync(columns, groups, environment.Output),
            ReportStyle.Csv => ResultText.WriteAsync(environment.Output, TotalsCsv.Write(columns, groups)),
            ReportStyle.Table => TotalsTable.WriteAsync(columns, groups, environment),
            _ => throw new InvalidOperationException($"No such style is known here: {plan.Report}."),
        }).ConfigureAwait(false);
        return TotalsErrors.Report(columns, groups, plan.Report, environment.Error);
    }

    private static async Task WriteChartAsync(string path, byte[] svg, ToolEnvironment environment)
    {
        var file = OutputFile.Open(path, environment);
        await using var end = file.ConfigureAwait(false);
        await file.Stream.WriteAsync(svg).ConfigureAwait(false);
        await file.Stream.FlushAsync().ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<TotalsGroup>> ReadStoreAsync(
        AggregatePlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        var store = OpenStores.OpenEvents(plan.Store);
        using var end = store as IDisposable;
        var groups = await store.ReadTotalsAsync(plan.Query, cancellationToken).ConfigureAwait(false);
        await UnmatchedFilters.ReportAsync(store, plan, environment.Error, cancellationToken)
            .ConfigureAwait(false);
        return groups;
    }
}
