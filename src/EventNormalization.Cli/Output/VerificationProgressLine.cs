using System;
using System.Globalization;
using System.Threading.Tasks;
using EventNormalization.Sqlite;

namespace EventNormalization.Cli.Output;

/// <summary>Shows a person which step of a verification or a backup is done, and how many rows it has read.</summary>
internal static class VerificationProgressLine
{
    public static Task ShowAsync(ToolEnvironment environment, Func<Action<VerificationProgress>, Task> work) =>
        ReadingProgress.ShowAsync(null, environment, onProgress => work(progress => onProgress(
            0, string.Create(CultureInfo.InvariantCulture, $"{progress.Step}: {progress.RowCount:N0}"))));
}
