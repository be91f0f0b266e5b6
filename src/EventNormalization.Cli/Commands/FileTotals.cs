using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;
using EventNormalization.Identity;
using EventNormalization.Pipeline;

namespace EventNormalization.Cli.Commands;

/// <summary>Totals of the distinct events of files.</summary>
internal static class FileTotals
{
    /// <summary>Adds up the files one after the other.</summary>
    public static async Task<StreamTotals> ReadAsync(
        AggregatePlan plan, ToolEnvironment environment, CancellationToken cancellationToken)
    {
        InputFile.RequireAll(plan.Inputs);
        StreamTotals? totals = null;
        await ReadingProgress.ShowAsync(
            InputFile.LengthOf(plan.Inputs),
            environment,
            async onProgress => totals = await ReadAsync(plan, environment, onProgress, cancellationToken)
                .ConfigureAwait(false)).ConfigureAwait(false);
        return totals!;
    }

    private static async Task<StreamTotals> ReadAsync(
        AggregatePlan plan, ToolEnvironment environment, ProgressCallback onProgress,
        CancellationToken cancellationToken)
    {
        var bytesBefore = 0L;
        var totals = new StreamTotals(
            new EventIdentifier(plan.Schema), plan.Query, new EventPipelineOptions { Time = environment.Time });
        foreach (var name in plan.Inputs)
        {
            using var file = InputFile.Open(name, environment);
            using var metered = new ProgressStream(
                file.Stream, bytes => onProgress(bytesBefore + bytes, $"{(bytesBefore + bytes) >> 20:N0} MiB"));
            var options = file.ReaderOptions(plan.Format, plan.Schema);
            await GuardAsync(file, totals.AddAsync(metered, options, cancellationToken)).ConfigureAwait(false);
            bytesBefore += metered.BytesRead;
        }

        return totals;
    }

    /// <summary>How many deliveries the totals cover, and what was left out.</summary>
    public static string Describe(IngestCounts counts) =>
        $"{CountText.Of(counts.Received, "delivery", "deliveries")}: {CountText.Of(counts.Accepted, "event")}, "
        + $"{CountText.Of(counts.Duplicates, "duplicate")}, {CountText.Of(counts.Rejected, "rejected", "rejected")}, "
        + $"{CountText.Of(counts.Conflicts, "conflict")}\n";

    private static async Task GuardAsync(InputFile file, ValueTask reading)
    {
        try
        {
            await reading.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw InputFile.Unreadable(file.Name, exception);
        }
    }
}
