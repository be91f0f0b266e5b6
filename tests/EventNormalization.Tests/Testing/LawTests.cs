using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Testing;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Testing;

/// <summary>
/// The laws that hosts check their own values with: what is shipped keeps them, what is broken is caught.
/// </summary>
public sealed class LawTests
{
    private static readonly decimal[] Amounts =
        [0, 1, -1, 0.1m, 12.5m, 1e-28m, -1e-28m, decimal.MaxValue, decimal.MinValue, 79228162514264337593543950334m];

    public static TheoryData<string> MeasureNames =>
    [
        "count", "sum", "min", "max", "mean", "count:fee", "sum:fee", "min:fee", "max:fee", "mean:fee", "first",
        "latest", "first:fee", "latest:fee", "p50", "p99.9:fee", "distinct:amount", "distinct~:amount", "distinct:fee",
        "top:2:amount", "top:1:fee", "histogram", "histogram:fee",
    ];

    [Theory]
    [MemberData(nameof(MeasureNames))]
    public void A_shipped_measure_keeps_the_laws(string name)
    {
        Assert.True(Measures.TryFind(name, out var measure));

        Assert.All(EventNormalization.Testing.MeasureLaws.Of(measure, AnyRecord), law => law.Check());
    }

    [Fact]
    public void Shipped_aggregators_and_the_forms_of_their_states_keep_the_laws()
    {
        var sum = Aggregators.Sum<decimal>(amount => amount);
        var max = Aggregators.Max<decimal>(amount => amount);
        string SumOf(AggregateResult<decimal> result) => result.ToString()!;
        string MaxOf(decimal? result) => result?.ToString(CultureInfo.InvariantCulture) ?? "";

        Assert.All(EventNormalization.Testing.AggregatorLaws.Of(sum, AnyAmount, SumOf), law => law.Check());
        Assert.All(EventNormalization.Testing.AggregatorLaws.Of(max, AnyAmount, MaxOf), law => law.Check());
        Assert.All(StateFormatLaws.Of(StandardFormats.Sum, sum, AnyAmount, SumOf), law => law.Check());
        Assert.All(
            StateFormatLaws.Of(
                StandardFormats.Extreme, max, AnyAmount, result => $"{result:0.#############################}"),
            law => law.Check());
        Assert.All(
            StateFormatLaws.Of(StandardFormats.Summary, new SummaryAggregator(), AnyAmount, text => text),
            law => law.Check());
    }

    private sealed class SummaryAggregator : IAggregator<decimal, DecimalSummary, string>
    {
        public DecimalSummary Seed() => default;

        public void Add(ref DecimalSummary state, decimal input) => state.Add(input);

        public void Merge(ref DecimalSummary state, DecimalSummary other) => state.Merge(other);

        public string Result(DecimalSummary state) => string.Create(
            CultureInfo.InvariantCulture, $"{state.Count} {state.Sum} {state.Min.Value} {state.Max.Value}");
    }

    [Theory]
    [InlineData("Parts that are merged give what the whole gives", Fault.MergesNothing)]
    [InlineData("Merging is associative", Fault.MergesHalf)]
    [InlineData("Merging is commutative", Fault.MergesHalf)]
    [InlineData("The order of the inputs changes nothing", Fault.KeepsTheLast)]
    [InlineData("A seed that is merged, on either side, changes nothing", Fault.SeedsOne)]
    [InlineData("A state that is merged into another stays as it is, also when that one goes on", Fault.SharesState)]
    [InlineData("A result may be read at any time and changes nothing", Fault.ReadsOnce)]
    public void An_aggregator_that_breaks_a_law_is_caught(string sentence, Fault fault)
    {
        var law = EventNormalization.Testing.AggregatorLaws.Of(
            new Broken(fault), random => (long)random.Next(1, 100), result => $"{result}")
                .Single(law => law.Sentence == sentence);

        var violation = Assert.Throws<ContractViolationException>(() => law.Check());

        Assert.Equal(sentence, violation.Sentence);
        var again = Assert.Throws<ContractViolationException>(() => law.Check(violation.Seed!.Value));
        Assert.Equal((violation.Seed, violation.Found), (again.Seed, again.Found));
    }

    [Fact]
    public void Every_law_of_aggregators_has_a_broken_one_here() => Assert.Equal(
        EventNormalization.Testing.AggregatorLaws.Of(new Broken(Fault.MergesHalf), _ => 1L, result => $"{result}")
            .Select(law => law.Sentence),
        typeof(LawTests).GetMethod(nameof(An_aggregator_that_breaks_a_law_is_caught))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(data => (string)data.GetData(null!).Single()[0]));

    [Fact]
    public void A_form_that_loses_a_digit_is_caught()
    {
        var laws = StateFormatLaws.Of(
            new Rounding(), Aggregators.Max<decimal>(amount => amount), AnyAmount, result => $"{result}");

        Assert.Throws<ContractViolationException>(() => laws[0].Check());
        Assert.Throws<ContractViolationException>(() => laws[2].Check());
    }

    private static decimal AnyAmount(Random random) => Amounts[random.Next(Amounts.Length)];

    private static NormalizedEvent AnyRecord(Random random) => new()
    {
        ClientId = "c",
        Metric = "m",
        Amount = AnyAmount(random),
        Timestamp = Instant.FromUtc(2024, 1, 15, random.Next(24), 0),
        Fields = random.Next(2) == 0 ? [] : [new EventField("fee", FieldValue.FromDecimal(AnyAmount(random)))],
    };

    public enum Fault
    {
        MergesNothing,
        MergesHalf,
        KeepsTheLast,
        SeedsOne,
        SharesState,
        ReadsOnce,
    }

    /// <summary>A sum in a list, with one fault.</summary>
    private sealed class Broken(Fault fault) : IAggregator<long, List<long>, long>
    {
        public List<long> Seed() => fault == Fault.SeedsOne ? [1] : [];

        public void Add(ref List<long> state, long input)
        {
            if (fault == Fault.KeepsTheLast)
            {
                state.Clear();
            }

            state.Add(input);
        }

        public void Merge(ref List<long> state, List<long> other)
        {
            if (fault == Fault.SharesState && state.Count == 0)
            {
                state = other;
            }
            else if (fault == Fault.MergesHalf)
            {
                state.Add(other.Sum() / 2);
            }
            else if (fault != Fault.MergesNothing)
            {
                state.AddRange(other);
            }
        }

        public long Result(List<long> state)
        {
            var sum = state.Sum();
            if (fault == Fault.ReadsOnce)
            {
                state.Clear();
            }

            return sum;
        }
    }

    /// <summary>Writes a decimal as a binary floating-point number.</summary>
    private sealed class Rounding : IStateFormat<ExtremeState>
    {
        public void Write(in ExtremeState state, IBufferWriter<byte> output)
        {
            if (state.Value is { } value)
            {
                output.Write(BitConverter.GetBytes((double)value));
            }
        }

        public ExtremeState Read(ReadOnlySpan<byte> bytes) => ExtremeState.FromValue(
            bytes.IsEmpty ? null : (decimal)Math.Clamp(BitConverter.ToDouble(bytes), -7e28, 7e28));
    }
}
