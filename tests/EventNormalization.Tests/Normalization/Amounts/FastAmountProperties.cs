using System;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>The short ways of reading an amount save time, and change nothing that the grammar says.</summary>
public class FastAmountProperties
{
    private const int Cases = 10_000;

    private static readonly CompiledAmountRules Rules = AmountRules.Default.Compiled;

    private static readonly NumberFormat[] Formats = Enum.GetValues<NumberFormat>();

    private static readonly string[] Signs = ["", "", "", "-", "+", "--"];
    private static readonly string[] Marks =
        ["", "", "", "$", "€", "£", "USD", "eur", "kr", "kr.", "S/.", "руб.", "R$", "e", "F\u00A0CFA", "₿", "$\u00A0A"];

    private static readonly string[] Blanks = ["", "", " ", "\u00A0", "\u202F", "  "];
    private static readonly string[] Exponents =
        ["", "", "", "", "e3", "E+02", "e-5", "E", "e+", "e17", "e-40", "e003"];

    private static readonly string[] Changes = ["0", "9", ",", ".", "-", "$", "e", " ", "x", "٣"];

    [Law(Cases)]
    public Property A_number_that_is_read_at_once_is_what_the_grammar_reads() =>
        Prop.ForAll(NearAmounts().ToArbitrary(), text => Formats.All(format =>
            !FastAmounts.TryRead(Encoding.UTF8.GetBytes(text), format, out _)
            || (MoneyReading.ReadPlain(
                    Encoding.UTF8.GetBytes(text), format, Profile(format), out var money) is null
                && IsWhatTheGrammarReads(text, format, money))));

    [Law(Cases)]
    public Property A_number_with_a_mark_that_is_read_at_once_is_what_the_grammar_reads() =>
        Prop.ForAll(NearAmounts().ToArbitrary(), text => Formats.All(format =>
            !FastMarkedAmounts.TryRead(Encoding.UTF8.GetBytes(text), format, Rules, out var money)
            || IsWhatTheGrammarReads(text, format, money)));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0.00")]
    [InlineData("271", "271")]
    [InlineData("-581.48", "-581.48")]
    [InlineData("1,218.00", "1218.00")]
    [InlineData("1.218,00", "1218.00")]
    [InlineData("12,5", "12.5")]
    [InlineData("$4,040.00", "4040.00")]
    [InlineData("-$110.33", "-110.33")]
    [InlineData("$-110.33", "-110.33")]
    [InlineData("2.432E+3", "2432")]
    [InlineData("-5.0083e2", "-500.83")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("9e17", "900000000000000000")]
    [InlineData("1234567890123456", "1234567890123456")]
    [InlineData("-12,345,678.9012", "-12345678.9012")]
    public void The_usual_forms_are_read_at_once(string text, string expected)
    {
        var isRead = FastAmounts.TryRead(Encoding.UTF8.GetBytes(text), NumberFormat.Invariant, out var value);

        Assert.True(isRead);
        Assert.Equal(expected, PrintedAmount.Plain(value));
    }

    [Theory]
    [InlineData("€ 1.234,56", "1234.56")]
    [InlineData("1.234,56 €", "1234.56")]
    [InlineData("-£1,234.50", "-1234.50")]
    [InlineData("£-0.00", "0.00")]
    [InlineData("1234.50 USD", "1234.50")]
    [InlineData("EUR\u00A01,234.50", "1234.50")]
    [InlineData("99,95 kr.", "99.95")]
    [InlineData("kr. 99,95", "99.95")]
    public void The_usual_forms_with_a_mark_are_read_at_once(string text, string expected)
    {
        var isRead = FastMarkedAmounts.TryRead(
            Encoding.UTF8.GetBytes(text), NumberFormat.Invariant, Rules, out var money);

        Assert.True(isRead);
        Assert.Equal(expected, PrintedAmount.Plain(money.Value));
    }

    [Theory]
    [InlineData("", NumberFormat.Invariant)]
    [InlineData(".5", NumberFormat.Invariant)]
    [InlineData("5.", NumberFormat.Invariant)]
    [InlineData("1,23,456", NumberFormat.Invariant)]
    [InlineData("0,123", NumberFormat.Invariant)]
    [InlineData("012,345", NumberFormat.Invariant)]
    [InlineData("1,200", NumberFormat.Strict)]
    [InlineData("1,200", NumberFormat.DecimalComma)]
    [InlineData("1.200", NumberFormat.Strict)]
    [InlineData("1.200", NumberFormat.DecimalComma)]
    [InlineData("$1.200", NumberFormat.Invariant)]
    [InlineData("$1e3", NumberFormat.Invariant)]
    [InlineData("1,5e3", NumberFormat.Invariant)]
    [InlineData("1e-29", NumberFormat.Invariant)]
    [InlineData("9e18", NumberFormat.Invariant)]
    [InlineData("$$1", NumberFormat.Invariant)]
    [InlineData("--1", NumberFormat.Invariant)]
    [InlineData("12345678901234567", NumberFormat.Invariant)]
    public void All_else_is_left_to_the_grammar(string text, NumberFormat format)
    {
        var isRead = FastAmounts.TryRead(Encoding.UTF8.GetBytes(text), format, out _);

        Assert.False(isRead);
    }

    private static bool IsWhatTheGrammarReads(string text, NumberFormat format, WrittenMoney expected) =>
        AmountGrammar.Read(Encoding.UTF8.GetBytes(text), format, Rules, out var money) is null
        && money.Value == expected.Value
        && money.HasMark == expected.HasMark
        && ReferenceEquals(money.Currency, expected.Currency)
        && (expected.Value != 0 || !decimal.IsNegative(expected.Value));

    private static AmountRules Profile(NumberFormat format) => new() { NumberFormat = format };

    /// <summary>Texts of at most 64 characters in the forms that are read at once, and near to them.</summary>
    private static Gen<string> NearAmounts() =>
        from sign in Gen.Elements(Signs)
        from before in Gen.Elements(Marks)
        from blank in Gen.Elements(Blanks)
        from innerSign in Gen.Elements("", "", "", "-")
        from number in Numbers()
        from exponent in Gen.Elements(Exponents)
        from blankBehind in Gen.Elements(Blanks)
        from after in Gen.Elements(Marks)
        from change in Gen.Elements(Changes)
        from place in Gen.Choose(0, 60)
        select Change(
            sign + before + blank + innerSign + number + exponent + (after.Length == 0 ? "" : blankBehind + after),
            place,
            change);

    private static Gen<string> Numbers() =>
        from first in Digits(1, 4)
        from mark in Gen.Elements("", ",", ".")
        from threes in Digits(3, 3).ArrayOf()
        from fractionMark in Gen.Elements(",", ".")
        from fraction in Digits(0, 4)
        select first
            + (mark.Length == 0 ? "" : string.Concat(threes.Take(3).Select(three => mark + three)))
            + (fraction.Length == 0 ? "" : fractionMark + fraction);

    private static Gen<string> Digits(int min, int max) =>
        from count in Gen.Choose(min, max)
        from digits in Gen.Elements('0', '0', '1', '2', '5', '9').ArrayOf(count)
        select new string(digits);

    private static string Change(string text, int place, string change) =>
        place < text.Length ? text.Remove(place, 1).Insert(place, change) : text;
}
