using System;

namespace EventNormalization.Cli.Workloads;

/// <summary>The deliveries of a workload, one line after the other.</summary>
/// <remarks>
/// <para>Law: the lines depend on nothing but the number of deliveries, the seed and the currencies. Memory does not
/// grow with them: a duplicate is made again of the number of its event.</para>
/// <para>1 % of the lines are broken. 35 % of the others repeat an earlier event, 70 % of those one of the last 1000
/// and 30 % byte for byte. Not thread-safe.</para>
/// </remarks>
internal sealed class WorkloadLines
{
    /// <summary>Up to so many deliveries the distinct ones have a second each within two years.</summary>
    public const long DeliveriesMax = 90_000_000;

    private const ulong DecisionStream = 2;
    private const ulong FirstSpellingStream = 3;
    private const ulong OtherSpellingStream = 4;
    private const int FlawCount = (int)Flaw.NoJson;

    private readonly ulong _seed;
    private readonly WorkloadEvents _events;
    private readonly EventSpelling _spelling = new();
    private long _line;

    /// <param name="deliveries">How many lines; from 0 to <see cref="DeliveriesMax"/>.</param>
    /// <param name="seed">Another seed gives other events.</param>
    /// <param name="currencies">Whether the amounts are of currencies.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deliveries"/> is out of range.</exception>
    public WorkloadLines(
        long deliveries, ulong seed, WorkloadCurrencies currencies = WorkloadCurrencies.OfClients)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deliveries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deliveries, DeliveriesMax);
        _seed = seed;
        _events = new WorkloadEvents(deliveries, seed, currencies);
        Deliveries = deliveries;
    }

    /// <summary>How many lines there are in all.</summary>
    public long Deliveries { get; }

    /// <summary>What the lines appended so far hold.</summary>
    public WorkloadTruth Truth { get; } = new();

    /// <summary>Appends the next line with its line end; false if there is none.</summary>
    public bool TryAppend(LineText text)
    {
        if (_line == Deliveries)
        {
            return false;
        }

        var chance = SplitMix64.Of(_seed, DecisionStream, _line);
        if (_line > 0 && chance.Below(100) == 0)
        {
            AppendBroken(text, (Flaw)(1 + chance.Below(FlawCount)));
        }
        else if (Truth.Distinct > 0 && chance.Below(100) < 35)
        {
            AppendAgain(text, ref chance);
        }
        else
        {
            AppendNew(text);
        }

        text.Append("\n"u8);
        _line++;
        return true;
    }

    private void AppendNew(LineText text)
    {
        var number = Truth.Distinct;
        var value = _events.Create(number);
        _spelling.Append(text, value, SplitMix64.Of(_seed, FirstSpellingStream, number), Flaw.None);
        Truth.AddNew(value);
    }

    private void AppendAgain(LineText text, ref SplitMix64 chance)
    {
        var window = chance.Below(10) < 7 ? Math.Min(Truth.Distinct, 1000) : Truth.Distinct;
        var number = Truth.Distinct - 1 - chance.Below(window);
        var spelling = chance.Below(10) < 3
            ? SplitMix64.Of(_seed, FirstSpellingStream, number)
            : SplitMix64.Of(_seed, OtherSpellingStream, _line);
        _spelling.Append(text, _events.Create(number), spelling, Flaw.None);
        Truth.AddDuplicate();
    }

    private void AppendBroken(LineText text, Flaw flaw)
    {
        _spelling.Append(text, _events.Create(Truth.Distinct), SplitMix64.Of(_seed, OtherSpellingStream, _line), flaw);
        Truth.AddBroken();
    }
}
