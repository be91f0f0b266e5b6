using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class AmountProperties
{
    private const int Cases = 10_000;

    private static readonly AmountParser Parser = new();
    private static readonly AmountCurrencyParser Currencies = new();
    private static readonly EventNormalizer Normalizer = new(EventSchema.Default);

    private static readonly string[] Marks =
    [
        "€", "$", "US$", "R$", "£", "¥", "₹", "₽", "EUR", "USD", "JPY", "XOF", "chf", "kr", "zł", "Kč", "руб", "грн",
        "TL", "Rs", "Rp", "RM", "lei", "F\u202FCFA", "S/", "￥", "؋", "ریال",
    ];

    private static readonly string[] Blanks = ["", " ", "\u00A0", "\u202F"];

    // The pieces on which the grammar turns, so that a random text is often nearly an amount.
    private static readonly string[] Pieces =
    [
        "0", "1", "12", "123", "000", ",", ".", "'", " ", "-", "+", "(", ")", "e", "E", "%", "k", "$", "€", "EUR",
        "kr.", "¢", "\u00A0", "\u2212", "\u202F", "٣", "٬", "٫", "۴", "１", "，", "𝟏", "x", "\u0301", "😀", "\uFFFD",
    ];

    [Law(Cases)]
    public Property A_plain_number_reads_back_as_text_and_as_json() => ForAll(amount =>
    {
        var text = amount.Sign + amount.Grouped("", ".");

        return Reads(amount.Value, text, NumberFormat.Invariant)
            && ReadsJson(amount.Value, text);
    });

    [Law(Cases)]
    public Property Groups_with_a_decimal_point_read_back() => ForAll(amount =>
        new[] { ",", "'", "’", " ", "\u00A0", "\u202F", "\u2009" }.All(group =>
            Reads(amount.Value, amount.Sign + amount.Grouped(group, "."), NumberFormat.Invariant)));

    [Law(Cases)]
    public Property Groups_with_a_decimal_comma_read_back_where_the_profile_has_it() => ForAll(amount =>
        new[] { "", ".", "'", "’", " ", "\u00A0", "\u202F", "\u2009" }.All(group =>
            Reads(amount.Value, amount.Sign + amount.Grouped(group, ","), NumberFormat.DecimalComma)));

    [Law(Cases)]
    public Property Indian_groups_read_back() => ForAll(amount =>
        Reads(amount.Value, amount.Sign + amount.Indian(), NumberFormat.Invariant));

    [Law(Cases)]
    public Property Every_way_to_write_below_zero_reads_back() => ForAll(amount =>
    {
        var text = amount.Grouped(",", ".");
        var value = -Math.Abs(amount.Value);

        return new[] { "-" + text, "\u2212" + text, text + "-", text + "\u2212", "(" + text + ")" }.All(negative =>
            Reads(value, negative, NumberFormat.Invariant));
    });

    [Law(Cases)]
    public Property Exponents_read_back() => ForAll(amount =>
        new[] { "e", "E", "e+", "E+" }.All(letter =>
            Reads(amount.Value, amount.Sign + amount.Scientific(letter), NumberFormat.Strict)
            && ReadsJson(amount.Value, amount.Sign + amount.Scientific(letter))));

    [Law(Cases)]
    public Property Every_place_of_a_currency_mark_reads_back() => Prop.ForAll(
        PrintedAmount.Any.ToArbitrary(),
        Gen.Elements(Marks).ToArbitrary(),
        Gen.Elements(Blanks).ToArbitrary(),
        (amount, mark, blank) =>
        {
            var text = amount.Grouped(",", ".");
            var negative = -Math.Abs(amount.Value);

            return Reads(amount.Value, amount.Sign + mark + blank + text, NumberFormat.DecimalPoint)
                && Reads(amount.Value, mark + blank + amount.Sign + text, NumberFormat.DecimalPoint)
                && Reads(amount.Value, amount.Sign + text + blank + mark, NumberFormat.DecimalPoint)
                && Reads(negative, mark + blank + text + "-", NumberFormat.DecimalPoint)
                && !Reads(negative, text + "-" + blank + mark, NumberFormat.DecimalPoint)
                && Reads(negative, "- " + mark + blank + text, NumberFormat.DecimalPoint)
                && Reads(negative, text + blank + mark + " -", NumberFormat.DecimalPoint)
                && Reads(negative, text + blank + mark + "-", NumberFormat.DecimalPoint)
                && Reads(negative, "(" + mark + blank + text + ")", NumberFormat.DecimalPoint)
                && Reads(negative, "(" + text + blank + mark + ")", NumberFormat.DecimalPoint);
        });

    [Law(Cases)]
    public Property Digits_of_every_script_read_back() => Prop.ForAll(
        PrintedAmount.Any.ToArbitrary(),
        Gen.Elements(DigitScripts.Zeros.ToArray()).ToArbitrary(),
        (amount, zero) => new[] { amount.Grouped(",", "."), amount.Indian() }.All(text =>
            Reads(amount.Value, PrintedAmount.InScript(amount.Sign + text, zero), NumberFormat.Invariant)));

    [Law(Cases)]
    public Property Arabic_marks_read_back_under_every_format() => Prop.ForAll(
        PrintedAmount.Any.ToArbitrary(),
        Gen.Elements(0x0660, 0x06F0).ToArbitrary(),
        Gen.Elements(Enum.GetValues<NumberFormat>()).ToArbitrary(),
        (amount, zero, format) =>
            Reads(amount.Value, PrintedAmount.InScript(amount.Sign + amount.Grouped("٬", "٫"), zero), format));

    [Law(Cases)]
    public Property A_strict_parser_reads_nothing_that_another_format_reads_differently() => Prop.ForAll(
        Texts().ToArbitrary(),
        text =>
        {
            var strict = Parse(JsonKind.Text, text, NumberFormat.Strict);

            return !strict.IsSuccess
                || Enum.GetValues<NumberFormat>().All(format => Reads(strict.Value, text, format));
        });

    [Law(Cases)]
    public Property A_refused_text_stays_refused_with_blanks_around_it() => Prop.ForAll(
        Texts().ToArbitrary(),
        Gen.Elements(" ", "\t", "\r\n", "  ").ToArbitrary(),
        (text, blanks) => Outcome(text) == Outcome(blanks + text) && Outcome(text) == Outcome(text + blanks));

    [Law(Cases)]
    public Property Random_bytes_never_throw() => Prop.ForAll(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
        bytes =>
        {
            var amount = Parser.Parse(new FieldInput(JsonKind.Text, bytes), ClientProfile.Default);
            var currency = Currencies.Parse(new FieldInput(JsonKind.Text, bytes), ClientProfile.Default);

            return (amount.IsSuccess || amount.Failure.Expected.Length > 0)
                && (currency.IsSuccess || currency.Failure.Expected.Length > 0);
        });

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    public void The_culture_of_the_thread_changes_nothing(string culture)
    {
        var texts = Texts().Sample(2_000, 1).ToArray();
        var expected = texts.Select(Outcome).ToArray();
        string[] actual = [];

        var thread = new Thread(() =>
        {
            Thread.CurrentThread.CurrentCulture = new CultureInfo(culture);
            actual = texts.Select(Outcome).ToArray();
        });
        thread.Start();
        thread.Join();

        Assert.Equal(expected, actual);
    }

    private static Gen<string> Texts() => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static Property ForAll(Func<PrintedAmount, bool> law) => Prop.ForAll(PrintedAmount.Any.ToArbitrary(), law);

    private static bool Reads(decimal expected, string text, NumberFormat format) =>
        Parse(JsonKind.Text, text, format) is { IsSuccess: true } result && result.Value == expected;

    private static bool ReadsJson(decimal expected, string json) =>
        Parse(JsonKind.Number, json, NumberFormat.Strict) is { IsSuccess: true } result && result.Value == expected;

    private static ParseResult<decimal> Parse(JsonKind kind, string text, NumberFormat format) => Parser.Parse(
        new FieldInput(kind, Encoding.UTF8.GetBytes(text)),
        ClientProfile.Default with { Amount = new AmountRules { NumberFormat = format } });

    /// <summary>The amount, or the code and the words of the refusal without the text that was found.</summary>
    private static string Outcome(string text)
    {
        var value = System.Text.Json.JsonSerializer.Serialize(text);
        var json = """{"client_id":"c","metric":"m","timestamp":"2024-01-01T00:00:00Z","amount":""" + value + "}";
        var raw = new RawEvent(Encoding.UTF8.GetBytes(json), Instant.FromUtc(2026, 1, 1, 0, 0));
        var result = Normalizer.Normalize(raw);
        return result.Record is { } record
            ? record.Amount.ToString(CultureInfo.InvariantCulture)
            : string.Join('|', result.Errors.Select(error => error.Code + ": " + error.Expected));
    }
}
