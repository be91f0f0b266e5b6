using System;
using System.Linq;
using System.Text;
using EventNormalization.Json;
using Xunit;

namespace EventNormalization.Tests.Json;

public class JsonCursorTests
{
    private static readonly string[] NumberEndings =
        ["", ",", "]", "}", " ", "\n", new string(' ', 16), ",123456789", "-", "+1", "\u00e9\u00e9\u00e9\u00e9"];

    private static readonly string[] Paddings = ["", " ", new string(' ', 20), new string(' ', 40)];

    [Theory]
    [InlineData("\"\"", 0, false, true)]
    [InlineData("\"a\"", 1, false, true)]
    [InlineData("\"a\\n\"", 3, true, true)]
    [InlineData("\"\\\"\"", 2, true, true)]
    [InlineData("\"\\\\\"", 2, true, true)]
    [InlineData("\"\\/\\b\\f\\r\\t\"", 10, true, true)]
    [InlineData("\"\\u00e9\"", 6, true, true)]
    [InlineData("\"\\uD83D\\ude00\"", 12, true, true)]
    [InlineData("\"\\u0000\"", 6, true, true)]
    [InlineData("\"\\uFFFF\"", 6, true, true)]
    [InlineData("\"é\"", 2, false, false)]
    [InlineData("\"\U00010000\\u0041\"", 10, true, false)]
    [InlineData("\"\u007f\"", 1, false, true)]
    [InlineData("\"the quick brown fox jumps over the lazy dog, twice\"", 50, false, true)]
    public void A_string_is_read_with_what_its_raw_bytes_hold(string json, int length, bool hasEscapes, bool isAscii)
    {
        foreach (var padding in Paddings)
        {
            var document = Encoding.UTF8.GetBytes(padding + json + padding);
            var cursor = new JsonCursor(document) { Position = padding.Length };

            var isRead = cursor.TryReadText(out var text);

            Assert.True(isRead);
            Assert.Equal((padding.Length + 1, length), (text.Start, text.Length));
            Assert.Equal((hasEscapes, isAscii), (text.HasEscapes, text.IsAscii));
            Assert.Equal((padding.Length + length + 2, JsonError.None), (cursor.Position, cursor.Fault));
        }
    }

    [Theory]
    [InlineData("", 0, nameof(JsonError.Syntax))]
    [InlineData("a", 0, nameof(JsonError.Syntax))]
    [InlineData("\"", 1, nameof(JsonError.Syntax))]
    [InlineData("\"abc", 4, nameof(JsonError.Syntax))]
    [InlineData("\"a\u0001\"", 2, nameof(JsonError.Syntax))]
    [InlineData("\"\u001f\"", 1, nameof(JsonError.Syntax))]
    [InlineData("\"\n\"", 1, nameof(JsonError.Syntax))]
    [InlineData("\"\0\"", 1, nameof(JsonError.Syntax))]
    [InlineData("\"\\", 2, nameof(JsonError.Syntax))]
    [InlineData("\"\\a\"", 2, nameof(JsonError.Syntax))]
    [InlineData("\"\\U0041\"", 2, nameof(JsonError.Syntax))]
    [InlineData("\"\\u\"", 3, nameof(JsonError.Syntax))]
    [InlineData("\"\\u12", 5, nameof(JsonError.Syntax))]
    [InlineData("\"\\u12G4\"", 5, nameof(JsonError.Syntax))]
    [InlineData("\"\\u00:0\"", 5, nameof(JsonError.Syntax))]
    [InlineData("\"\\ud800\"", 1, nameof(JsonError.Encoding))]
    [InlineData("\"a\\udc00b\"", 2, nameof(JsonError.Encoding))]
    [InlineData("\"\\udc00\\ud800\"", 1, nameof(JsonError.Encoding))]
    [InlineData("\"\\ud800\\ud800\\udc00\"", 1, nameof(JsonError.Encoding))]
    [InlineData("\"\\ud800\\n\"", 1, nameof(JsonError.Encoding))]
    [InlineData("\"\\ud800\\u12\"", 1, nameof(JsonError.Encoding))]
    public void A_wrong_string_is_refused_at_the_offending_byte(string json, int position, string fault)
    {
        foreach (var padding in Paddings)
        {
            var document = Encoding.UTF8.GetBytes(padding + json);
            var cursor = new JsonCursor(document) { Position = padding.Length };

            var isRead = cursor.TryReadText(out _);

            Assert.False(isRead);
            Assert.Equal((padding.Length + position, fault), (cursor.Position, cursor.Fault.ToString()));
        }
    }

    [Theory]
    [InlineData("22 80 22", 1)]
    [InlineData("22 61c3 22", 2)]
    [InlineData("22 c3", 1)]
    [InlineData("22 c0af 22", 1)]
    [InlineData("22 c1bf 22", 1)]
    [InlineData("22 e08080 22", 1)]
    [InlineData("22 eda080 22", 1)]
    [InlineData("22 f0808080 22", 1)]
    [InlineData("22 f4908080 22", 1)]
    [InlineData("22 f8888080 22", 1)]
    [InlineData("22 ff 22", 1)]
    [InlineData("22 e282ac e282 22", 4)]
    [InlineData("22 c3 5c 61 22", 1)]
    [InlineData("22 61 ff 0a 22", 2)]
    public void Bytes_that_are_no_utf8_are_refused_where_they_stand(string hex, int position)
    {
        foreach (var padding in Paddings)
        {
            var token = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
            var document = Encoding.UTF8.GetBytes(padding).Concat(token).ToArray();
            var cursor = new JsonCursor(document) { Position = padding.Length };

            var isRead = cursor.TryReadText(out _);

            Assert.False(isRead);
            Assert.Equal((padding.Length + position, JsonError.Encoding), (cursor.Position, cursor.Fault));
        }
    }

    [Fact]
    public void A_string_of_every_length_is_read_at_every_distance_from_the_end()
    {
        for (var length = 0; length < 140; length++)
        {
            for (var tail = 0; tail < 70; tail++)
            {
                var document = Encoding.UTF8.GetBytes("[\"" + new string('x', length) + "\"" + new string(']', tail));
                var cursor = new JsonCursor(document) { Position = 1 };

                Assert.True(cursor.TryReadText(out var text));

                Assert.Equal((2, length, length + 3), (text.Start, text.Length, cursor.Position));
            }
        }
    }

    [Fact]
    public void Nothing_behind_the_end_is_read()
    {
        var bytes = Encoding.UTF8.GetBytes(new string(' ', 40) + "\"true1\"");
        for (var length = 0; length <= 40; length++)
        {
            var cursor = new JsonCursor(bytes.AsSpan(0, length)) { Position = length };

            Assert.False(cursor.TryReadText(out _));

            Assert.Equal((JsonError.Syntax, length), (cursor.Fault, cursor.Position));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.0")]
    [InlineData("7")]
    [InlineData("1234567")]
    [InlineData("12345678")]
    [InlineData("-123456789.123456789")]
    [InlineData("1e5")]
    [InlineData("1E+05")]
    [InlineData("0e-0")]
    [InlineData("1.25e-10")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890e12345678901234567890")]
    public void A_number_is_read_up_to_its_end(string number)
    {
        foreach (var ending in NumberEndings)
        {
            var cursor = new JsonCursor(Encoding.UTF8.GetBytes("[" + number + ending)) { Position = 1 };

            var isRead = cursor.TryReadNumber(out var length);

            Assert.True(isRead);
            Assert.Equal((number.Length, number.Length + 1), (length, cursor.Position));
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("-", 1)]
    [InlineData("+1", 0)]
    [InlineData("00", 1)]
    [InlineData("01.5", 1)]
    [InlineData("-012345678", 2)]
    [InlineData(".5", 0)]
    [InlineData("5.", 2)]
    [InlineData("5.e1", 2)]
    [InlineData("1e", 2)]
    [InlineData("1e+", 3)]
    [InlineData("1e-x", 3)]
    [InlineData("-x", 1)]
    [InlineData("NaN", 0)]
    [InlineData("Infinity", 0)]
    [InlineData("-Infinity", 1)]
    [InlineData("１", 0)]
    public void A_wrong_number_is_refused_at_the_offending_byte(string number, int position)
    {
        foreach (var ending in new[] { "", "         " })
        {
            var cursor = new JsonCursor(Encoding.UTF8.GetBytes("[" + number + ending)) { Position = 1 };

            var isRead = cursor.TryReadNumber(out _);

            Assert.False(isRead);
            Assert.Equal((position + 1, JsonError.Syntax), (cursor.Position, cursor.Fault));
        }
    }

    [Theory]
    [InlineData("null", nameof(JsonLiteral.Null))]
    [InlineData("true", nameof(JsonLiteral.True))]
    [InlineData("false", nameof(JsonLiteral.False))]
    public void A_literal_is_read(string word, string expected)
    {
        foreach (var ending in new[] { "", "]", "x" })
        {
            var cursor = new JsonCursor(Encoding.UTF8.GetBytes("[" + word + ending)) { Position = 1 };

            var isRead = cursor.TryReadLiteral(out var literal);

            Assert.True(isRead);
            Assert.Equal((expected, word.Length + 1), (literal.ToString(), cursor.Position));
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("nul", 3)]
    [InlineData("nulL", 3)]
    [InlineData("fals", 4)]
    [InlineData("falsy", 4)]
    [InlineData("True", 0)]
    [InlineData("tru\u0435", 3)]
    public void A_wrong_literal_is_refused_at_the_offending_byte(string word, int position)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes("[" + word)) { Position = 1 };

        var isRead = cursor.TryReadLiteral(out _);

        Assert.False(isRead);
        Assert.Equal((position + 1, JsonError.Syntax), (cursor.Position, cursor.Fault));
    }

    [Theory]
    [InlineData("", 0, '\0')]
    [InlineData("x", 0, 'x')]
    [InlineData("   ", 3, '\0')]
    [InlineData(" \t\r\n{", 4, '{')]
    [InlineData("                                                  1", 50, '1')]
    [InlineData("\u000b1", 0, '\u000b')]
    [InlineData("\f", 0, '\f')]
    [InlineData(" \0", 1, '\0')]
    public void Only_the_four_blanks_of_the_standard_are_skipped(string json, int position, char next)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(json));

        var found = cursor.SkipWhiteSpace();

        Assert.Equal(((byte)next, position), (found, cursor.Position));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t")]
    [InlineData("a\\u00e9b\\u20ACc", "aéb€c")]
    [InlineData("\\uD83D\\uDE00\\u0000", "\U0001F600\0")]
    [InlineData("é\\u0301é", "é\u0301é")]
    public void An_escape_stands_for_its_character(string escaped, string expected)
    {
        var source = Encoding.UTF8.GetBytes(escaped);
        var destination = new byte[source.Length];

        var length = JsonEscapes.Unescape(source, destination);

        Assert.Equal(expected, Encoding.UTF8.GetString(destination, 0, length));
    }
}
