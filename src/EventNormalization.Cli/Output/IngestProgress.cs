using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Commands;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>Shows a person how far a run is: events, rate and remaining time.</summary>
internal static class IngestProgress
{
    /// <summary>Runs it; shows progress on standard error if that is a terminal.</summary>
    public static Task ShowAsync(IngestRun run, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (!surroundings.IsErrorTerminal)
        {
            return run.ReadAsync(cancellationToken);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Error) });
        return console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("reading", maxValue: Math.Max(run.BytesInAll ?? 1, 1));
                task.IsIndeterminate = run.BytesInAll is null;
                run.Advanced = _ => Show(run, task);
                await run.ReadAsync(cancellationToken).ConfigureAwait(false);
            });
    }

    private static void Show(IngestRun run, ProgressTask task)
    {
        var rate = run.Counts.Received / Math.Max(run.Elapsed.TotalSeconds, 0.001);
        task.Description = string.Create(
            CultureInfo.InvariantCulture, $"{run.Counts.Received:N0} deliveries, {rate:N0} a second");
        if (run.BytesInAll is not null)
        {
            task.Value = run.BytesRead;
        }
    }
}
