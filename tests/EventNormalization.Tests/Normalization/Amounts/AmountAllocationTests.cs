using System;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class AmountAllocationTests
{
    private const int HostileBytesMax = 1024;

    private static readonly AmountParser Amounts = new();
    private static readonly AmountCurrencyParser Currencies = new();

    [Theory]
    [InlineData(JsonKind.Number, "1200.50")]
    [InlineData(JsonKind.Number, "-1.5e-3")]
    [InlineData(JsonKind.Text, "1200.50")]
    [InlineData(JsonKind.Text, "(1.234.567,89 €)")]
    [InlineData(JsonKind.Text, "F\u00A0CFA 1 234,5")]
    [InlineData(JsonKind.Text, "१२,३४,५६७.८९ USD")]
    [InlineData(JsonKind.Text, "79228162514264337593543950335")]
    public void A_success_allocates_nothing(JsonKind kind, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var isRead = Amounts.Parse(new FieldInput(kind, utf8), ClientProfile.Default).IsSuccess;

        var allocated = AllocatedByParsing(kind, utf8);

        Assert.True(isRead);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_currency_is_read_without_allocating()
    {
        var utf8 = "5,95 zł"u8.ToArray();
        var isRead = Currencies.Parse(new FieldInput(JsonKind.Text, utf8), ClientProfile.Default).IsSuccess;

        var before = GC.GetAllocatedBytesForCurrentThread();
        Currencies.Parse(new FieldInput(JsonKind.Text, utf8), ClientProfile.Default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(isRead);
        Assert.Equal(0, allocated);
    }

    public static TheoryData<JsonKind, string, string> Hostile() => new()
    {
        { JsonKind.Number, new string('9', 1_000_000), Problems.TooLong },
        { JsonKind.Number, "1e999999999", Problems.Range },
        { JsonKind.Number, "1e-999999999", Problems.Range },
        { JsonKind.Number, "1e" + new string('9', 1_000_000), Problems.TooLong },
        { JsonKind.Text, new string('9', 1_000_000), Problems.TooLong },
        { JsonKind.Text, "1" + new string(',', 1_000_000), Problems.TooLong },
        { JsonKind.Text, new string('(', 64), Problems.Format },
        { JsonKind.Text, new string(' ', 63) + "1", Problems.Format },
        { JsonKind.Text, new string('9', 64), Problems.Range },
        { JsonKind.Text, new string('٣', 64), Problems.Range },
        { JsonKind.Text, new string('९', 65), Problems.TooLong },
        { JsonKind.Text, "0." + new string('3', 62), Problems.Precision },
        { JsonKind.Text, "1,234.5x\0", Problems.Format },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_text_is_refused_for_next_to_nothing(JsonKind kind, string text, string problem)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var failure = Amounts.Parse(new FieldInput(kind, utf8), ClientProfile.Default).Failure;

        var allocated = AllocatedByParsing(kind, utf8);

        Assert.Equal(problem, failure?.Problem);
        Assert.InRange(allocated, 0, HostileBytesMax);
    }

    private static long AllocatedByParsing(JsonKind kind, byte[] utf8)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Amounts.Parse(new FieldInput(kind, utf8), ClientProfile.Default);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
