using System;
using System.Collections.Immutable;
using System.Text;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Benchmarks.Appending;

/// <summary>Different events that are read already, so that storing them is all that is measured.</summary>
internal static class AppendWorkload
{
    private const long Begin = 1_704_067_200;
    private const int YearSeconds = 366 * 86_400;
    private const int MetricCount = 20;

    /// <summary>Makes events in the order of time, or at random over a year, in 20,000 groups.</summary>
    public static ImmutableArray<AppendItem> Generate(int count, bool isRandom, long first = 0)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var chance = new SplitMix64((ulong)first + 1);
        var items = ImmutableArray.CreateBuilder<AppendItem>(count);
        for (var i = 0; i < count; i++)
        {
            var number = first + i;
            var seconds = isRandom ? (long)chance.Below(YearSeconds) : number / 20;
            var client = chance.Below(isRandom ? 1_000u : 100u);
            var text = FormattableString.Invariant($$"""
                {"client":"client-{{client}}","metric":"metric-{{chance.Below(MetricCount)}}",
                """) + FormattableString.Invariant($$"""
                "amount":{{number % 100_000}}.{{(number % 90) + 10}},
                """) + FormattableString.Invariant($$"""
                "ts":{{Begin + seconds}}.{{(number % 1_000_000) + 1_000_000}}}
                """);
            var raw = new RawEvent(Encoding.UTF8.GetBytes(text), Deliveries.ReceivedAt);
            items.Add(new AppendItem(
                identifier.Identify(raw).Event
                    ?? throw new InvalidOperationException("A generated event is refused: " + text)));
        }

        return items.MoveToImmutable();
    }
}
