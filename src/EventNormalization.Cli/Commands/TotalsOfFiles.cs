using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>Totals of the distinct events of files.</summary>
internal static class TotalsOfFiles
{
    public static async Task<IReadOnlyList<TotalsGroup>> ReadAsync(
        AggregatePlan plan, Surroundings surroundings, CancellationToken cancellationToken)
    {
        InputFile.RequireAll(plan.Inputs);
        var totals = new StreamTotals(
            new EventIdentifier(plan.Schema), plan.Query, new EventPipelineOptions { Time = surroundings.Time });
        foreach (var name in plan.Inputs)
        {
            using var file = InputFile.Open(name, surroundings);
            await AddAsync(totals, file, cancellationToken).ConfigureAwait(false);
        }

        Tell(totals.Counts, surroundings.Error);
        return totals.ToGroups();
    }

    private static async Task AddAsync(StreamTotals totals, InputFile file, CancellationToken cancellationToken)
    {
        try
        {
            var options = file.ReaderOptions(InputFormat.Detect);
            await totals.AddAsync(file.Stream, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw InputFile.Unreadable(file.Name, exception);
        }
    }

    /// <summary>What was left out of the totals is said, but not among the results.</summary>
    private static void Tell(IngestCounts counts, TextWriter error) => error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Received} deliveries: {counts.Accepted} events, {counts.Duplicates} duplicates, ")
        + string.Create(CultureInfo.InvariantCulture, $"{counts.Rejected} rejected, {counts.Conflicts} conflicts"));
}
