using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Input;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>Totals of the distinct events of files.</summary>
internal static class TotalsOfFiles
{
    /// <summary>Adds up the files one after the other.</summary>
    public static async Task<StreamTotals> ReadAsync(
        AggregatePlan plan, Surroundings surroundings, CancellationToken cancellationToken)
    {
        InputFile.RequireAll(plan.Inputs);
        var totals = new StreamTotals(
            new EventIdentifier(plan.Schema), plan.Query, new EventPipelineOptions { Time = surroundings.Time });
        foreach (var name in plan.Inputs)
        {
            using var file = InputFile.Open(name, surroundings);
            await AddAsync(totals, file, plan.Schema, cancellationToken).ConfigureAwait(false);
        }

        return totals;
    }

    /// <summary>How many deliveries the totals are of, and what was left out of them.</summary>
    public static string Describe(IngestCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Received} deliveries: {counts.Accepted} events, {counts.Duplicates} duplicates, ")
        + string.Create(CultureInfo.InvariantCulture, $"{counts.Rejected} rejected, {counts.Conflicts} conflicts\n");

    private static async Task AddAsync(
        StreamTotals totals, InputFile file, SchemaSet schemas, CancellationToken cancellationToken)
    {
        try
        {
            var options = file.ReaderOptions(InputFormat.Detect, schemas);
            await totals.AddAsync(file.Stream, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw InputFile.Unreadable(file.Name, exception);
        }
    }
}
