using System;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class TextParserTests
{
    [Theory]
    [InlineData("client_A", "client_A", "client_a")]
    [InlineData("Zu\u0308RICH", "ZüRICH", "zürich")]
    [InlineData("ПРОДАЖИ", "ПРОДАЖИ", "продажи")]
    [InlineData("J\u030C", "J\u030C", "\u01F0")]
    [InlineData("\u03AA\u0301", "\u03AA\u0301", "\u0390")]
    [InlineData("\u0130", "\u0130", "\u0130")]
    [InlineData("\u212Angstrom", "Kngstrom", "kngstrom")]
    [InlineData("Sales & Marketing (EU)", "Sales & Marketing (EU)", "sales & marketing (eu)")]
    public void Texts_are_composed_and_metrics_are_in_lower_case(string text, string kept, string metric)
    {
        var sensitive = ClientProfile.Default with { MetricCase = MetricCase.Kept };

        Assert.Equal(kept, ParsedTexts.Read(TextParser.Kept, JsonKind.Text, text));
        Assert.Equal(metric, ParsedTexts.Read(TextParser.Metric, JsonKind.Text, text));
        Assert.Equal(kept, ParsedTexts.Read(TextParser.Metric, sensitive, JsonKind.Text, text));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("123", "123")]
    [InlineData("-5", "-5")]
    [InlineData("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890")]
    [InlineData("123.0", "123")]
    [InlineData("-123.000", "-123")]
    [InlineData("-0.0", "0")]
    [InlineData("12345678901234567890.0", "12345678901234567890")]
    [InlineData("1e3", "1000")]
    [InlineData("1.234567E7", "12345670")]
    [InlineData("-12300e-2", "-123")]
    [InlineData("9.99999999999999e14", "999999999999999")]
    [InlineData("1e15", "kind: text or a whole number such as 42")]
    [InlineData("-9223372036854775808e0", "kind: text or a whole number such as 42")]
    [InlineData("1e400", "kind: text or a whole number such as 42")]
    [InlineData("1.5", "kind: text or a whole number such as 42")]
    [InlineData("1.5e0", "kind: text or a whole number such as 42")]
    [InlineData("123.01", "kind: text or a whole number such as 42")]
    public void A_whole_JSON_number_becomes_its_digits(string json, string expected)
    {
        Assert.Equal(expected, ParsedTexts.Read(TextParser.Kept, JsonKind.Number, json));
        Assert.Equal(expected, ParsedTexts.Read(TextParser.Metric, JsonKind.Number, json));
    }

    [Theory]
    [InlineData(JsonKind.True, "true")]
    [InlineData(JsonKind.False, "false")]
    [InlineData(JsonKind.Object, """{"id":1}""")]
    [InlineData(JsonKind.Array, "[1]")]
    public void Other_kinds_of_JSON_are_no_text(JsonKind kind, string json)
    {
        Assert.Equal("kind: text or a whole number such as 42", ParsedTexts.Read(TextParser.Kept, kind, json));
        Assert.Equal("kind: text or a whole number such as 42", ParsedTexts.Read(TextParser.Metric, kind, json));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ü")]
    [InlineData("u\u0308")]
    [InlineData("A\u0323\u0302")]
    [InlineData("\u1F82")]
    [InlineData("漢")]
    [InlineData("😀")]
    public void The_value_has_at_most_256_characters_however_they_are_written(string character)
    {
        var longest = string.Concat(Enumerable.Repeat(character, 256));
        const string TooLong = "too_long: at most 256 characters";

        Assert.Equal(longest.Normalize(), ParsedTexts.Read(TextParser.Kept, JsonKind.Text, longest));
        Assert.Equal(longest.Normalize(NormalizationForm.FormD).Normalize(), ParsedTexts.Read(
            TextParser.Kept, JsonKind.Text, longest.Normalize(NormalizationForm.FormD)));
        Assert.Equal(TooLong, ParsedTexts.Read(TextParser.Kept, JsonKind.Text, longest + character));
        Assert.Equal(TooLong, ParsedTexts.Read(TextParser.Metric, JsonKind.Text, longest + character));
        Assert.Equal(TooLong, ParsedTexts.Read(TextParser.Kept, JsonKind.Number, new string('1', 257)));
    }

    [Fact]
    public void A_megabyte_of_text_is_refused_without_allocation()
    {
        var text = new byte[1_000_000];
        text.AsSpan().Fill((byte)'x');
        var profile = ClientProfile.Default;
        var destination = new byte[TextParser.BytesMaxOf(new FieldInput(JsonKind.Text, text))];
        TextParser.Metric.TryWrite(new FieldInput(JsonKind.Text, text), profile, destination, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = TextParser.Metric.TryWrite(
            new FieldInput(JsonKind.Text, text), profile, destination, out var written);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((Problems.TooLong, 0, 0L), (failure?.Problem, written, allocated));
        Assert.InRange(destination.Length, 0, 16_384);
    }

    [Fact]
    public void The_parsers_have_names_that_tell_them_apart()
    {
        Assert.Equal(
            ["text", "text, metric case", "integer", "boolean"],
            [
                TextParser.Kept.ToString(), TextParser.Metric.ToString(), new IntegerParser().ToString(),
                new BooleanParser().ToString(),
            ]);
    }
}
