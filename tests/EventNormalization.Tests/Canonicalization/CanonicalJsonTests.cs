using System;
using System.Buffers;
using System.Linq;
using System.Text;
using EventNormalization.Canonicalization;
using Xunit;

namespace EventNormalization.Tests.Canonicalization;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData(" true ", "true")]
    [InlineData("\t\r\nfalse\n", "false")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("-0", "0")]
    [InlineData("[ ]", "[]")]
    [InlineData("{ }", "{}")]
    [InlineData("{\"\":{}}", "{\"\":{}}")]
    [InlineData("[ 1 , [ 2 , [ ] ] , { } ]", "[1,[2,[]],{}]")]
    [InlineData("{ \"b\" : 1 , \"a\" : [ 2 , 3.0 ] }", "{\"a\":[2,3],\"b\":1}")]
    [InlineData(
        "{\"b\":{\"d\":1,\"c\":2},\"a\":{\"f\":3,\"e\":4}}",
        "{\"a\":{\"e\":4,\"f\":3},\"b\":{\"c\":2,\"d\":1}}")]
    [InlineData("{\"10\":1,\"9\":2,\"1\":3,\"\":4}", "{\"\":4,\"1\":3,\"10\":1,\"9\":2}")]
    [InlineData("{\"aa\":1,\"a\":2,\"A\":3,\"_\":4}", "{\"A\":3,\"_\":4,\"a\":2,\"aa\":1}")]
    [InlineData("{\"a\\u0000\":1,\"a\":2}", "{\"a\":2,\"a\\u0000\":1}")]
    [InlineData(
        "{\"longer than eight b\":1,\"longer than eight a\":2}",
        "{\"longer than eight a\":2,\"longer than eight b\":1}")]
    [InlineData("{\"\\u0062\":1,\"\\u0061\":2}", "{\"a\":2,\"b\":1}")]
    [InlineData(
        "{\"#\":1,\"\\\"\":2,\"!\":3,\"\\\\\":4,\"]\":5,\"[\":6}",
        "{\"!\":3,\"\\\"\":2,\"#\":1,\"[\":6,\"\\\\\":4,\"]\":5}")]
    [InlineData("[1e2,12.50,\"x\",0.10]", "[100,12.5,\"x\",0.1]")]
    [InlineData("[1e20,1e20]", "[100000000000000000000,100000000000000000000]")]
    [InlineData("\"\\u003c\\/\\u003e\\u007f\"", "\"</>\u007f\"")]
    [InlineData("\"\\u0008\\u0009\\u000a\\u000C\\u000d\\u001F\\u0000\"", "\"\\b\\t\\n\\f\\r\\u001f\\u0000\"")]
    [InlineData("\"\\u0022\\u005c\\u00e9\\uD83D\\uDE00\\u2028\"", "\"\\\"\\\\é\U0001F600\u2028\"")]
    [InlineData("\"e\\u0301 and \u00e9 stay apart\"", "\"e\u0301 and \u00e9 stay apart\"")]
    public void A_document_has_one_canonical_form(string json, string expected) =>
        Assert.Equal(expected, Canonicalize(json));

    [Fact]
    public void The_first_sample_of_the_standard_is_written_as_it_says()
    {
        const string Json = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
            Canonicalize(Json));
    }

    [Fact]
    public void Names_are_sorted_by_code_units_so_that_surrogates_come_before_private_use()
    {
        const string Json = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            + "\"\U0001F600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            Canonicalize(Json));
    }

    [Fact]
    public void The_border_between_surrogates_and_private_use_holds_at_every_place_of_a_name()
    {
        foreach (var prefix in new[] { "", "a", "abcdef", "abcdefgh", "abcdefghi", "\u00e9\u00e9\u00e9\u00e9\u00e9" })
        {
            var names = new[] { "\ud7ff", "\U00010000", "\U0010ffff", "\ue000", "\uefff", "\uf000", "\uffff" };
            var members = names.Select(name => "\"" + prefix + name + "\":0").ToArray();

            var found = Canonicalize("{" + string.Join(",", members.Reverse()) + "}");

            Assert.Equal("{" + string.Join(",", members) + "}", found);
        }
    }

    [Fact]
    public void A_hundred_thousand_members_are_sorted()
    {
        var members = Enumerable.Range(0, 100_000).Select(i => $"\"name{i:D6}\":{i}").ToArray();
        var shuffled = members.Select((_, i) => members[i * 7919L % members.Length]);

        var found = Canonicalize("{" + string.Join(", ", shuffled) + "}");

        Assert.Equal("{" + string.Join(",", members) + "}", found);
    }

    [Theory]
    [InlineData("", 0, "json.syntax", "byte 0: found the end of the document, expected a value")]
    [InlineData("  ", 2, "json.syntax", "byte 2: found the end of the document, expected a value")]
    [InlineData("[1,]", 3, "json.syntax", "byte 3: found ']', expected a value")]
    [InlineData("[,1]", 1, "json.syntax", "byte 1: found ',', expected a value")]
    [InlineData("[1 2]", 3, "json.syntax", "byte 3: found '2', expected ',' or ']'")]
    [InlineData("[1}", 2, "json.syntax", "byte 2: found '}', expected ',' or ']'")]
    [InlineData("{\"a\":1]", 6, "json.syntax", "byte 6: found ']', expected ',' or '}'")]
    [InlineData("{\"a\":1", 6, "json.syntax", "byte 6: found the end of the document, expected ',' or '}'")]
    [InlineData("{\"a\" 1}", 5, "json.syntax", "byte 5: found '1', expected ':' after the member name")]
    [InlineData("{\"a\"}", 4, "json.syntax", "byte 4: found '}', expected ':' after the member name")]
    [InlineData("{\"a\":}", 5, "json.syntax", "byte 5: found '}', expected a value")]
    [InlineData("{a:1}", 1, "json.syntax", "byte 1: found 'a', expected a member name in double quotes")]
    [InlineData("{\"a\":1,}", 7, "json.syntax", "byte 7: found '}', expected a member name in double quotes")]
    [InlineData("{'a':1}", 1, "json.syntax", "byte 1: found ''', expected a member name in double quotes")]
    [InlineData("1 2", 2, "json.syntax", "byte 2: found '2', expected nothing after the value")]
    [InlineData("{}\0", 2, "json.syntax", "byte 2: found byte 0x00, expected nothing after the value")]
    [InlineData("[1]//x", 3, "json.syntax", "byte 3: found '/', expected nothing after the value")]
    [InlineData("]", 0, "json.syntax", "byte 0: found ']', expected a value")]
    [InlineData("\u00a0[]", 0, "json.syntax", "byte 0: found byte 0xC2, expected a value")]
    [InlineData("NaN", 0, "json.syntax", "byte 0: found 'N', expected a value")]
    [InlineData("nulL", 3, "json.syntax", "byte 3: found 'L', expected null, true or false")]
    [InlineData("+1", 0, "json.syntax", "byte 0: found '+', expected a value")]
    [InlineData("01", 1, "json.syntax", "byte 1: found '1', expected a number such as -12.5e3, without leading zeros")]
    [InlineData(
        "[1.]", 3, "json.syntax",
        "byte 3: found ']', expected a number such as -12.5e3, without leading zeros")]
    [InlineData(
        "\"a\nb\"", 2, "json.syntax",
        "byte 2: found byte 0x0A, expected a string of printable characters, RFC 8259 escapes and a closing quote")]
    [InlineData("\ufeff{}", 0, "json.encoding", "byte 0: found a byte order mark, expected UTF-8 without one")]
    [InlineData(
        "[\"\\ud800\"]", 2, "json.encoding",
        "byte 2: found an escape that is half of a surrogate pair, expected both halves")]
    [InlineData(
        "{\"\\udc00\":1}", 2, "json.encoding",
        "byte 2: found an escape that is half of a surrogate pair, expected both halves")]
    [InlineData(
        "{\"a\":1,\"b\":2,\"a\":3}", 13, "json.duplicate_key",
        "byte 13: found a name that its object already has, expected every name once")]
    [InlineData(
        "{\"a\":1,\"\\u0061\":2}", 7, "json.duplicate_key",
        "byte 7: found a name that its object already has, expected every name once")]
    [InlineData(
        "[{\"x\":{\"\":1,\"\":1}}]", 12, "json.duplicate_key",
        "byte 12: found a name that its object already has, expected every name once")]
    [InlineData(
        "{\"b\":0,\"a\":0,\"b\":1,\"a\":1,\"b\":2}", 13, "json.duplicate_key",
        "byte 13: found a name that its object already has, expected every name once")]
    [InlineData(
        "[1e309]", 1, "json.number",
        "byte 1: found a number beyond the range of a double, expected at most about 1.8e308")]
    public void A_document_without_a_canonical_form_is_refused_with_its_reason(
        string json, int position, string code, string message)
    {
        var destination = new ArrayBufferWriter<byte>();

        var failure = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json), destination).Failure;

        Assert.Equal((code, position, message), (failure?.Code, failure?.Position, failure?.Message));
        Assert.Equal(0, destination.WrittenCount);
    }

    [Theory]
    [InlineData("22ff22", 1, "byte 1: found byte 0xFF, which is not UTF-8")]
    [InlineData("22eda08022", 1, "byte 1: found byte 0xED, which is not UTF-8")]
    [InlineData("7b22c32228", 2, "byte 2: found byte 0xC3, which is not UTF-8")]
    [InlineData("fffe2200", 0, "byte 0: found a byte order mark, expected UTF-8 without one")]
    public void Bytes_that_are_no_utf8_are_refused(string hex, int position, string message)
    {
        var failure = CanonicalJson.Canonicalize(Convert.FromHexString(hex), new ArrayBufferWriter<byte>()).Failure;

        Assert.Equal(("json.encoding", position, message), (failure?.Code, failure?.Position, failure?.Message));
    }

    [Theory]
    [InlineData(64, "[", "]", true)]
    [InlineData(65, "[", "]", false)]
    [InlineData(64, "{\"a\":", "}", true)]
    [InlineData(65, "{\"a\":", "}", false)]
    public void The_sixty_fifth_level_is_too_deep(int levels, string open, string close, bool isAccepted)
    {
        var json = Repeat(open, levels) + "1" + Repeat(close, levels);

        var result = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json), new ArrayBufferWriter<byte>());

        Assert.Equal(
            isAccepted ? null : $"byte {64 * open.Length}: found one more level of nesting, expected at most 64",
            result.Failure?.Message);
        Assert.Equal(isAccepted ? null : "json.too_deep", result.Failure?.Code);
    }

    [Fact]
    public void A_thousand_levels_are_read_on_request()
    {
        var json = Encoding.UTF8.GetBytes(Repeat("{\"b\":[", 500) + Repeat("],\"a\":0}", 500));
        var destination = new ArrayBufferWriter<byte>();

        var result = CanonicalJson.Canonicalize(json, destination, new CanonicalJsonOptions { DepthMax = 1_000 });

        Assert.True(result.IsSuccess);
        Assert.Equal(
            Repeat("{\"a\":0,\"b\":[", 500) + Repeat("]}", 500),
            Encoding.UTF8.GetString(destination.WrittenSpan));
    }

    [Fact]
    public void A_million_open_brackets_are_too_deep_at_once()
    {
        var failure = CanonicalJson.Canonicalize(
            Encoding.UTF8.GetBytes(Repeat("[", 1_000_000)), new ArrayBufferWriter<byte>()).Failure;

        Assert.Equal(("json.too_deep", 64), (failure?.Code, failure?.Position));
    }

    [Fact]
    public void The_limits_on_bytes_and_members_are_kept()
    {
        var options = new CanonicalJsonOptions { DocumentBytesMax = 15, MemberCountMax = 2 };

        var bytes = CanonicalJson.Canonicalize("\"12345678901234\""u8, new ArrayBufferWriter<byte>(), options).Failure;
        var members = CanonicalJson.Canonicalize("{\"a\":{},\"b\":0}"u8, new ArrayBufferWriter<byte>(), options);
        var tooMany = CanonicalJson.Canonicalize(
            "{\"\":0,\"\":0,\"\":"u8, new ArrayBufferWriter<byte>(), options).Failure;

        Assert.Equal(
            ("json.too_large", "byte 15: found 16 bytes, expected at most 15"), (bytes?.Code, bytes?.Message));
        Assert.True(members.IsSuccess);
        Assert.Equal(
            ("json.too_large", "byte 11: found one more member, expected at most 2"),
            (tooMany?.Code, tooMany?.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public void A_depth_outside_its_range_is_refused(int depth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CanonicalJsonOptions { DepthMax = depth });

    [Fact]
    public void The_short_form_throws_with_the_reason()
    {
        var thrown = Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Canonicalize("[1,]"u8));

        Assert.Equal("json.syntax: byte 3: found ']', expected a value", thrown.Message);
        Assert.Equal(3, thrown.Failure.Position);
        Assert.IsAssignableFrom<FormatException>(thrown);
    }

    [Fact]
    public void A_document_costs_no_memory_beyond_its_destination()
    {
        var json = Encoding.UTF8.GetBytes(
            "{\"z\":[1.50,2e3,{\"b\\u0062\":\"\\u00e9\",\"a\":0.1234567890123456789}], \"a\":\""
            + Repeat("long text ", 500) + "\"}");
        var destination = new ArrayBufferWriter<byte>(json.Length);

        // The first round fills the pool; the smallest one is not disturbed by a collection that empties it.
        var allocated = Enumerable.Range(0, 4).Min(_ => AllocatedByHundred(json, destination));

        Assert.Equal(0, allocated);
    }

    private static long AllocatedByHundred(byte[] json, ArrayBufferWriter<byte> destination)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            destination.ResetWrittenCount();
            CanonicalJson.Canonicalize(json, destination);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Canonicalize(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)));

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
