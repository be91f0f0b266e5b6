using System;
using EventNormalization.Normalization;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using Xunit;
using static EventNormalization.Tests.Totals.LargeCount;

namespace EventNormalization.Tests.Totals;

/// <summary>Measures of a host's own over a decimal field.</summary>
public sealed class DecimalMeasureTests
{
    [Fact]
    public void A_measure_of_decimals_is_of_the_amount_unless_it_names_a_field()
    {
        var amount = Measure.OfDecimal(Definition);
        var rate = Measure.OfDecimal(Of("large", "rate"));

        Assert.Equal(("large/1", "amount"), (amount.ToString(), amount.Field));
        Assert.Equal(("large:rate/1", "rate"), (rate.ToString(), rate.Field));
    }

    [Fact]
    public void Events_without_the_field_are_not_measured()
    {
        var record = TotalsRecords.Of(
            "a", "sales", 500, fields: [new EventField("rate", FieldValue.FromDecimal(100.0m))]);
        var (amount, rate) = (Measure.OfDecimal(Definition), Measure.OfDecimal(Of("large", "rate")));
        var fold = new TotalsFold(new TotalsQuery { Measures = [amount, rate] });
        fold.Add(record, default);
        fold.Add(TotalsRecords.Of("a", "sales", 100), default);
        fold.Add(TotalsRecords.Of("a", "sales", 99.99m), default);

        var group = Assert.Single(fold.ToGroups());

        Assert.Equal((2L, 1L), (group[amount].AsInteger(), group[rate].AsInteger()));
    }

    [Fact]
    public void A_definition_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Measure.OfDecimal<long>(null!));
        Assert.Throws<ArgumentException>(() => Measure.OfDecimal(Of(" ", "rate")));
        Assert.Throws<ArgumentException>(() => Measure.OfDecimal(Of("large", " ")));
        Assert.Throws<ArgumentException>(() => Measure.OfDecimal(Of("sum", "rate")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.OfDecimal(Of("large", "rate", version: 0)));
    }
}
