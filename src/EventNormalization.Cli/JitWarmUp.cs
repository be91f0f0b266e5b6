using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Reading;
using EventNormalization.Cli.Output;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Totals;

namespace EventNormalization.Cli;

/// <summary>Warms up the JIT compiler for reading events on a second processor while the options are parsed.</summary>
/// <remarks>
/// For small files, compiling takes longer than reading. The result is discarded, and nothing depends on it.
/// </remarks>
internal static class JitWarmUp
{
    private static ReadOnlySpan<byte> Sample =>
        """
        {"client_id":"a","metric":"M","amount":"1,234.50","timestamp":"2024-01-15T10:30:00Z"}
        {"client":"a", "type":"m", "value":1234.5, "tags":{"x":[1,true,null]}, "ts":1705314600}
        {"client":"b","metric":"m","amount":-1.5e1,"note":"\"\u00e9\"","time":"Mon, 15 Jan 2024 10:30:00 GMT"}
        {"client":"b","metric":"m","amount":"$2","time":"2024/01/15 10:30:00.5+01:00"}
        """u8;

    /// <summary>Starts it, if the command reads many events and there is a second processor.</summary>
    public static void Begin(IReadOnlyList<string> args)
    {
        if (Environment.ProcessorCount > 1 && args is ["aggregate" or "ingest", ..])
        {
            // The thread is the head start's own, and has nothing else to do than to wait.
#pragma warning disable RS0030
            new Thread(() => ReadSampleAsync().GetAwaiter().GetResult()) { IsBackground = true }.Start();
#pragma warning restore RS0030
        }
    }

    /// <summary>Reads a few events; returns how many.</summary>
    public static async Task<IngestCounts> ReadSampleAsync()
    {
        var totals = new StreamTotals(
            new EventIdentifier(EventSchema.Default), TotalsQuery.All with { GroupBy = [GroupKey.ClientId] });
        using var sample = new MemoryStream(Sample.ToArray());
        await totals.AddAsync(sample).ConfigureAwait(false);

        // While a large file is read, there is time for what comes at its end.
        var columns = TotalsColumns.Of([GroupKey.ClientId], Measures.Standard);
        await TotalsJson.WriteAsync(columns, totals.ToGroups(), Stream.Null).ConfigureAwait(false);
        return totals.Counts;
    }
}
