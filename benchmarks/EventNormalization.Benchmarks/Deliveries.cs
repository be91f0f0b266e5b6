using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Benchmarks;

/// <summary>A generated workload in memory, cut into deliveries.</summary>
internal sealed class Deliveries
{
    /// <summary>When all of them were received.</summary>
    public static readonly Instant ReceivedAt = Instant.FromUtc(2025, 6, 1, 0, 0);

    private Deliveries(ReadOnlyMemory<byte> utf8, WorkloadTruth truth)
    {
        Utf8 = utf8;
        Truth = truth;
        All = [.. Cut(utf8)];
        var identifier = new EventIdentifier(EventSchema.Default);
        Understood = [.. All.Where(raw => identifier.TryIdentify(raw, out _))];
        Broken = [.. All.Where(raw => !identifier.TryIdentify(raw, out _))];
    }

    /// <summary>All lines, as a file holds them.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>What the generator says that they hold.</summary>
    public WorkloadTruth Truth { get; }

    /// <summary>Every line.</summary>
    public RawEvent[] All { get; }

    /// <summary>The lines that hold an event.</summary>
    public RawEvent[] Understood { get; }

    /// <summary>The lines that hold none.</summary>
    public RawEvent[] Broken { get; }

    /// <summary>Makes a workload of so many lines, of which no event names a currency unless asked for.</summary>
    public static Deliveries Generate(
        int count, ulong seed = 1, WorkloadCurrencies currencies = WorkloadCurrencies.None)
    {
        var lines = new WorkloadLines(count, seed, currencies);
        var text = new LineText();
        while (lines.TryAppend(text))
        {
        }

        return new Deliveries(text.WrittenMemory, lines.Truth);
    }

    private static IEnumerable<RawEvent> Cut(ReadOnlyMemory<byte> utf8)
    {
        for (var start = 0; start < utf8.Length;)
        {
            var length = utf8.Span[start..].IndexOf((byte)'\n');
            yield return new RawEvent(utf8.Slice(start, length), ReceivedAt);
            start += length + 1;
        }
    }
}
