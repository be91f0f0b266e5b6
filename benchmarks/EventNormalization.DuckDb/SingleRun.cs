using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EventNormalization.DuckDb;

/// <summary>One run of DuckDB in this process, with its result.</summary>
internal static class SingleRun
{
    /// <summary>Returns 1 if the totals differ from the truth.</summary>
    public static int Run(RunOptions options)
    {
        var clock = Stopwatch.StartNew();
        var totals = DuckDbTotals.Read(options.File, options.Threads, options.Reading);
        var elapsed = clock.Elapsed;
        ProcessUse.TryRead("self", out var use);
        var truth = Totals.Parse(File.ReadAllBytes(options.Truth), "clients");
        if (options.IsJson)
        {
            WriteJson(totals);
        }
        else
        {
            WriteTable(totals);
            Console.WriteLine(FormattableString.Invariant(
                $"{totals.Distinct} distinct events, sum {totals.Sum}: {totals.Compare(truth)}"));
            Console.WriteLine(FormattableString.Invariant(
                $"{elapsed.TotalSeconds:0.00} s, {use.Processor.TotalSeconds:0.00} s of processor, ")
                + FormattableString.Invariant($"{use.PeakBytes / 1e6:0} MB at most; load {ProcessUse.Load()}"));
        }

        return totals.CountDifferences(truth) == 0 ? 0 : 1;
    }

    private static void WriteTable(Totals totals)
    {
        foreach (var (client, total) in totals.Clients.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(FormattableString.Invariant($"{client}\t{total.Count}\t{total.Sum}"));
        }
    }

    private static void WriteJson(Totals totals)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("groups");
        foreach (var (client, total) in totals.Clients.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("client_id", client);
            json.WriteNumber("count", total.Count);
            json.WriteNumber("sum", total.Sum);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
