using System;
using System.Threading.Tasks;
using Spectre.Console;

namespace EventNormalization.Cli.Output;

/// <summary>Shows the progress of reading files, and the remaining time.</summary>
internal static class ReadingProgress
{
    /// <summary>Does the work; shows progress on standard error if that is a terminal.</summary>
    /// <param name="bytesInAll">How many bytes there are; <see langword="null"/> if that is not known.</param>
    /// <param name="environment">Where to show it.</param>
    /// <param name="work">Is given what it tells its progress to.</param>
    public static Task ShowAsync(long? bytesInAll, ToolEnvironment environment, Func<ProgressCallback, Task> work)
    {
        if (!environment.IsErrorTerminal)
        {
            return work((_, _) => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(environment.Error) });
        return console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("reading", maxValue: Math.Max(bytesInAll ?? 1, 1));
                task.IsIndeterminate = bytesInAll is null;
                await work((bytesRead, words) =>
                {
                    task.Description = words;
                    if (bytesInAll is not null)
                    {
                        task.Value = bytesRead;
                    }
                }).ConfigureAwait(false);
            });
    }
}
