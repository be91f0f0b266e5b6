using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Everything that a run of the ratios found, for people and for programs.</summary>
internal sealed class RatioReport
{
    /// <summary>How many lines the workload has.</summary>
    public required int Deliveries { get; init; }

    /// <summary>How many different events they hold.</summary>
    public required int Distinct { get; init; }

    /// <summary>How many rounds were measured.</summary>
    public required int Rounds { get; init; }

    /// <summary>The figures; the first is the floor.</summary>
    public required IReadOnlyList<MeasuredFigure> Figures { get; init; }

    /// <summary>Totals of events in memory; the first is what the others are compared with.</summary>
    public required IReadOnlyList<MeasuredFigure> Totals { get; init; }

    /// <summary>The memory of the dedup indexes.</summary>
    public required IReadOnlyList<IndexSize> Indexes { get; init; }

    /// <summary>Whole files, if they were asked for; the first is what the others are compared with.</summary>
    public IReadOnlyList<ScalingFigure> Scaling { get; set; } = [];

    private static string Machine =>
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, " +
        $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, {VectorBits}-bit vectors";

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Writes a table.</summary>
    public void WriteTable(TextWriter output)
    {
        output.WriteLine(Machine);
        output.WriteLine(FormattableString.Invariant(
            $"{Deliveries} deliveries, {Distinct} distinct events, {Rounds} rounds, {ThreadClock.Name}; medians"));
        output.WriteLine();
        WriteFigures(output, "", Figures);
        WriteFigures(output, "count and sum by client and metric", Totals);
        output.WriteLine($"{"dedup index",-50} {"keys",9} {"B/key",7}");
        foreach (var index in Indexes)
        {
            output.WriteLine(FormattableString.Invariant($"{index.Name,-50} {index.Keys,9} {index.BytesPerKey,7:0.0}"));
        }

        WriteScalingTable(output);
    }

    /// <summary>Writes one JSON object.</summary>
    public void WriteJson(Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("machine", Machine);
        json.WriteNumber("vector_bits", VectorBits);
        json.WriteString("clock", ThreadClock.Name);
        json.WriteNumber("deliveries", Deliveries);
        json.WriteNumber("distinct", Distinct);
        json.WriteNumber("rounds", Rounds);
        json.WriteStartArray("figures");
        foreach (var figure in Figures)
        {
            WriteFigure(json, figure);
        }

        json.WriteEndArray();
        json.WriteStartArray("totals");
        foreach (var figure in Totals)
        {
            WriteFigure(json, figure);
        }

        json.WriteEndArray();
        json.WriteStartArray("indexes");
        foreach (var index in Indexes)
        {
            WriteIndex(json, index);
        }

        json.WriteEndArray();
        json.WriteStartArray("scaling");
        foreach (var scaling in Scaling)
        {
            WriteScaling(json, scaling);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFigures(TextWriter output, string head, IReadOnlyList<MeasuredFigure> figures)
    {
        if (figures.Count == 0)
        {
            return;
        }

        output.WriteLine($"{head,-50} {"ns/event",9} {"ratio",7} {"of all rounds",15} {"B/event",9}");
        foreach (var figure in figures)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{figure.Name,-50} {figure.Nanoseconds,9:0.0} {figure.Ratio,7:0.000} "
                + $"{figure.RatioMin,7:0.000}-{figure.RatioMax,-7:0.000} {figure.AllocatedBytes,9:0.0}"));
        }

        output.WriteLine();
    }

    private void WriteScalingTable(TextWriter output)
    {
        if (Scaling.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(
            $"{"a file to totals of clients",-30} {"lanes",5} {"elapsed ns",11} {"speed",6} {"CPU ns",8} {"ratio",6}");
        foreach (var scaling in Scaling)
        {
            var speed = Scaling[0].ElapsedNanoseconds / scaling.ElapsedNanoseconds;
            var ratio = scaling.ProcessorNanoseconds / Scaling[0].ProcessorNanoseconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{scaling.Deliveries,-30} {scaling.LaneCount,5} {scaling.ElapsedNanoseconds,11:0} {speed,6:0.00} "
                + $"{scaling.ProcessorNanoseconds,8:0} {ratio,6:0.00}"));
        }
    }

    private static void WriteFigure(Utf8JsonWriter json, MeasuredFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("name", figure.Name);
        json.WriteNumber("ns_per_event", Math.Round(figure.Nanoseconds, 1));
        json.WriteNumber("ratio", Math.Round(figure.Ratio, 4));
        json.WriteNumber("ratio_min", Math.Round(figure.RatioMin, 4));
        json.WriteNumber("ratio_max", Math.Round(figure.RatioMax, 4));
        json.WriteNumber("bytes_per_event", Math.Round(figure.AllocatedBytes, 2));
        json.WriteEndObject();
    }

    private static void WriteScaling(Utf8JsonWriter json, ScalingFigure scaling)
    {
        json.WriteStartObject();
        json.WriteNumber("deliveries", scaling.Deliveries);
        json.WriteNumber("lanes", scaling.LaneCount);
        json.WriteNumber("elapsed_ns_per_event", Math.Round(scaling.ElapsedNanoseconds, 1));
        json.WriteNumber("processor_ns_per_event", Math.Round(scaling.ProcessorNanoseconds, 1));
        json.WriteEndObject();
    }

    private static void WriteIndex(Utf8JsonWriter json, IndexSize index)
    {
        json.WriteStartObject();
        json.WriteString("name", index.Name);
        json.WriteNumber("keys", index.Keys);
        json.WriteNumber("bytes_per_key", Math.Round(index.BytesPerKey, 1));
        json.WriteEndObject();
    }
}
