using System;

namespace EventNormalization.Cli.Workloads;

/// <summary>The distinct events of a workload. Each is made of its number alone, so none needs to be kept.</summary>
/// <remarks>
/// Law: different numbers give different events, since each has a span of time of its own. Times rise with the numbers
/// from 2023 to the end of 2024, shuffled among neighbours, as deliveries come in.
/// </remarks>
internal sealed class WorkloadEvents(
    long deliveries, ulong seed, WorkloadCurrencies currencies = WorkloadCurrencies.OfClients)
{
    private const ulong Stream = 1;
    private const int ShuffledTogether = 64;
    private static readonly long Start = DateTimeOffset.UnixEpoch.AddYears(53).ToUnixTimeSeconds();
    private static readonly long Seconds = DateTimeOffset.UnixEpoch.AddYears(55).ToUnixTimeSeconds() - Start;

    // More than the distinct ones can be: about 0.65 of the deliveries, or all of a few.
    private readonly long _slots =
        ((deliveries * 2 / 3) + (Math.Min(deliveries, 1000) / 3) + 2 + ShuffledTogether)
        / ShuffledTogether * ShuffledTogether;

    /// <summary>The event of this number.</summary>
    public WorkloadEvent Create(long number)
    {
        var chance = SplitMix64.Of(seed, Stream, number);
        var client = SkewedClient(ref chance);
        return new WorkloadEvent
        {
            Client = client,
            Currency = currencies == WorkloadCurrencies.None ? 0 : WorkloadNames.CurrencyOf(client),
            Metric = chance.Below(WorkloadNames.MetricCount),
            AmountUnits = Amount(ref chance),
            UnixSeconds = Start + Second(number, ref chance),
        };
    }

    /// <summary>
    /// The product of three chances, so that the first of a thousand clients sends about 3 % of the events; but one
    /// event in ten is of any client.
    /// </summary>
    private static int SkewedClient(ref SplitMix64 chance)
    {
        if (chance.Below(10) == 0)
        {
            return chance.Below(WorkloadNames.ClientCount);
        }

        var bound = WorkloadNames.ClientCount * 1024L;
        bound = chance.Below(bound) + 1;
        bound = chance.Below(bound) + 1;
        return (int)(chance.Below(bound) / 1024);
    }

    /// <summary>45 % whole, 50 % cents, 5 % with four decimals; 2 % are large, 2 % negative.</summary>
    private static long Amount(ref SplitMix64 chance)
    {
        var units = chance.Below(100) switch
        {
            < 45 => 10_000 * (1 + chance.Below(5_000L)),
            < 95 => 100 * (1 + chance.Below(100_000L)),
            _ => (10 * chance.Below(100_000L)) + 1 + chance.Below(9),
        };
        return chance.Below(50) switch
        {
            0 => -units,
            1 when units % 100 == 0 => 100 * units,
            _ => units,
        };
    }

    private long Second(long number, ref SplitMix64 chance)
    {
        var block = number / ShuffledTogether;
        var mask = SplitMix64.Of(seed, Stream, ~block).Below(ShuffledTogether);
        var slot = (block * ShuffledTogether) + ((number % ShuffledTogether) ^ mask);
        var from = SlotStart(slot);
        return from + chance.Below(SlotStart(slot + 1) - from);
    }

    private long SlotStart(long slot) => (long)((Int128)slot * Seconds / _slots);
}
