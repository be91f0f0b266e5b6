using System;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class BrokenEnvelopeTests
{
    private const string Schema = """{"records":["Records"]}""";
    private const string E1 = """{"metric":"m","amount":1}""";
    private const string E2 = """{"metric":"m","amount":2}""";
    private const string Frame = """{"client_id":"a","ts":1705314600,"Records":[""";

    [Theory]
    [InlineData("[E1,,E2]}", "1 ! 2", "Frame,")]
    [InlineData("[,E1]}", "! 1", "Frame,")]
    [InlineData("[E1,]}", "1 !", "Frame,")]
    [InlineData("[E1 E2]}", "1 !", "FrameE2]}")]
    [InlineData("[E1}", "1 !", "Frame}")]
    [InlineData("[E1,E2", "1 2 !", "Frame")]
    [InlineData("[E1,", "1 !", "Frame")]
    [InlineData("[E1,{\"metric\":\"m\"", "1 !", "Frame{\"metric\":\"m\"")]
    [InlineData("[E1,{\"metric\":[}],E2]}", "1 !", "Frame{\"metric\":[}],E2]}")]
    [InlineData("[E1,E2],\"x\":}", "1 2 !", "Frame],\"x\":}")]
    [InlineData("[E1,E2]} trailing", "1 2 !", "Frame]} trailing")]
    public void What_is_whole_is_read_and_the_rest_is_one_rejected(string rest, string expected, string kept)
    {
        var delivery = Frame + Spelled(rest)[1..];
        var identifier = Expanded.By(Schema);

        var records = Expanded.Records(identifier, delivery);

        var results = records.Select(record => identifier.Identify(record)).ToArray();
        Assert.Equal(expected,
            string.Join(' ', results.Select(result => result.Event?.Record.Amount.ToString("0", null) ?? "!")));
        Assert.Equal(["json.syntax"], results.SelectMany(result => result.Errors).Select(error => error.Code));
        var refused = records.Zip(results).Single(pair => !pair.Second.IsSuccess).First;
        Assert.Equal(Spelled(kept).Replace("Frame", Frame, StringComparison.Ordinal), Expanded.Text(refused.Utf8));
    }

    [Fact]
    public void A_record_that_is_broken_inside_spoils_none_of_its_neighbours()
    {
        var texts = Expanded.Texts(Schema, Frame + E1 + """,{"metric":"m" "amount":7},""" + E2 + "]}");

        Assert.Equal(3, texts.Length);
        Assert.StartsWith("json.syntax: event at Records[1], byte", texts[1], StringComparison.Ordinal);
        Assert.Contains("\"amount\":2", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_inherits_nothing_from_an_object_that_is_no_JSON()
    {
        var own = E1[..^1] + ""","client_id":"a","ts":1705314600}""";

        var texts = Expanded.Texts(Schema, Frame + E1 + "," + own + "],\"x\":tru}");

        Assert.Equal(3, texts.Length);
        Assert.StartsWith("json.syntax: event at byte 53: found }", texts[0], StringComparison.Ordinal);
        Assert.Contains("\"amount\":1", texts[1], StringComparison.Ordinal);
        Assert.StartsWith("json.syntax: event at byte 53: found }", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_inherits_nothing_from_an_object_that_has_a_name_twice()
    {
        var texts = Expanded.Texts(
            Schema, """{"client_id":"a","client_id":"b","Records":[{"metric":"m","amount":1,"ts":1705314600}]}""");

        Assert.StartsWith("json.duplicate_key: event at byte 17", texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_says_only_what_is_wrong_around_it_where_that_cannot_be_read()
    {
        var texts = Expanded.Texts(
            Schema, """{"client_id":"a","x":1,"x":2,"Records":[{"metric":"m","amount":1,"ts":1705314600}]}""");

        Assert.Equal(
            ["json.duplicate_key: event at byte 23: found \"x\":2,\"Records\":, expected a name that the "
                + "object does not have yet"],
            texts);
    }

    [Fact]
    public void Bytes_around_the_records_that_are_no_UTF_8_are_called_so()
    {
        var identifier = Expanded.By(Schema);
        byte[] delivery = [.. """{"client_id":"a","x":" """u8, 0xFF, .. "\",\"Records\":[{\"client_id\":\"a\"}]}"u8];

        var records = identifier.Expand(new[] { new RawEvent(delivery, Expanded.ReceivedAt) }).Records.ToArray();

        Assert.Equal(2, records.Length);
        Assert.All(records, record => Assert.Equal("json.encoding", identifier.Identify(record).Errors[0].Code));
    }

    [Theory]
    [InlineData("""{"p":"\uFEFF{\"client_id\":\"a\",\"metric\":\"m\",\"amount\":1,\"ts\":1705314600}"}""")]
    [InlineData("""{"p":"\uFEFF[{\"client_id\":\"a\",\"metric\":\"m\",\"amount\":1,\"ts\":1705314600}]"}""")]
    [InlineData("""{"q":"77u/eyJjbGllbnRfaWQiOiJhIiwibWV0cmljIjoibSIsImFtb3VudCI6MSwidHMiOjE3MDUzMTQ2MDB9"}""")]
    public void A_byte_order_mark_is_no_part_of_a_decoded_text(string delivery)
    {
        Assert.Equal(
            ["""{"amount":1,"client_id":"a","metric":"m","timestamp":"2024-01-15T10:30:00Z"}"""],
            Expanded.Texts("""{"decode":{"p":"json","q":"base64"}}""", delivery));
    }

    [Fact]
    public void The_path_to_declare_for_an_array_in_a_record_is_one_that_a_schema_takes()
    {
        var texts = Expanded.Texts(Schema, """{"Records":[{"metric":"m","data":[{"amount":1}]}]}""");

        Assert.Contains("""event at Records[0].data: found""", texts.Single(), StringComparison.Ordinal);
        Assert.Contains("""the schema declares "records": ["data"];""", texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wherever_a_delivery_is_cut_whole_records_are_read_and_the_rest_is_refused()
    {
        var identifier = Expanded.By("""{"records":["Records"],"spread":["values"],"decode":{"body":"json"}}""");
        var whole = Frame + E1 + "," + E2
            + """],"body":"{\"Records\":[{\"metric\":\"m\",\"amount\":3}]}","values":{"m":4}}""";
        for (var length = 1; length < whole.Length; length++)
        {
            var records = Expanded.Records(identifier, whole[..length]);

            var results = records.Select(record => identifier.Identify(record)).ToArray();
            Assert.Contains(results, result => result.Errors.Any(error => error.Code == "json.syntax"));
            Assert.True(
                results.Count(result => result.IsSuccess) >= (length > whole.IndexOf(E2, StringComparison.Ordinal)
                    ? 1 : 0),
                whole[..length]);
        }

        Assert.Equal(4, Expanded.Records(identifier, whole).Count(record => identifier.Identify(record).IsSuccess));
    }

    [Fact]
    public void Bytes_at_random_never_throw_and_never_get_lost()
    {
        var identifier = Expanded.By("""{"records":["a","b.c"],"spread":["s"],"decode":{"d":"json","e":"base64"}}""");
        const string Alphabet = "{}[]\",:\\abcdes1 nu";
        var random = new Random(20240115);
        for (var run = 0; run < 20_000; run++)
        {
            var text = new string(
                [.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            foreach (var start in new[] { "", "{\"a\":[", "{\"s\":{", "{\"d\":\"", "[{\"a\":[{" })
            {
                var records = Expanded.Records(identifier, start + text);

                Assert.All(records, record => identifier.Identify(record));
                Assert.True(records.Length > 0 || text.Contains(']', StringComparison.Ordinal)
                    || text.Contains('}', StringComparison.Ordinal), start + text);
            }
        }
    }

    private static string Spelled(string text) =>
        text.Replace("E1", E1, StringComparison.Ordinal).Replace("E2", E2, StringComparison.Ordinal);
}
