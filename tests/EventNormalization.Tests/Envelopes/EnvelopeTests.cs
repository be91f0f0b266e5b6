using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class EnvelopeTests
{
    private const string Records = """{"records":["Records"]}""";
    private const string E1 = """{"client_id":"a","metric":"m","amount":1,"timestamp":1705314600}""";
    private const string E2 = """{"client_id":"a","metric":"m","amount":2,"timestamp":1705314600}""";
    private const string R1 = """{"amount":1,"client_id":"a","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""";
    private const string R2 = """{"amount":2,"client_id":"a","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""";

    [Fact]
    public void A_record_has_its_own_bytes_its_path_and_the_delivery_without_its_records()
    {
        var raws = Expanded.Raws(Records, """{"shop":"s", "Records" : [ {"a":1} , {"b":[2]}],"z":"é"}""");

        Assert.Equal(
            [
                """1 Records[0]: {"a":1} in {"shop":"s", "Records" : [],"z":"é"}""",
                """2 Records[1]: {"b":[2]} in {"shop":"s", "Records" : [],"z":"é"}""",
            ],
            raws);
    }

    [Fact]
    public void The_same_record_alone_and_in_an_envelope_has_one_id()
    {
        var identifier = Expanded.By(Records);

        var records = Expanded.Records(identifier, $$"""{"x":1,"Records":[{{E1}},{{E2}}]}""");

        Assert.Equal(
            new[] { E1, E2 }.Select(text => identifier.Identify(Expanded.Raw(text)).Event!.Id),
            records.Select(record => identifier.Identify(record).Event!.Id));
    }

    [Fact]
    public void What_is_inherited_counts_as_if_it_stood_in_the_record()
    {
        var texts = Expanded.Texts(
            Records,
            """{"client":"a","ts":1705314600,"Records":[{"metric":"m","amount":1},{"metric":"m","value":2}]}""");

        Assert.Equal([R1, R2], texts);
    }

    [Fact]
    public void Once_a_record_has_a_field_under_any_name_outer_levels_are_not_looked_at_for_it()
    {
        var texts = Expanded.Texts(
            """{"records":["batch.items"]}""",
            """
            {"client_id":"outer","timestamp":1,"batch":{"customer":"inner","time":1705314600,
            "items":[{"client":"a","metric":"m","amount":1},{"client":null,"metric":"m","amount":2}]}}
            """);

        Assert.Equal([R1, R2.Replace("\"a\"", "\"inner\"", StringComparison.Ordinal)], texts);
    }

    [Theory]
    [InlineData("amount", "9")]
    [InlineData("key", "\"k\"")]
    public void Amount_and_key_are_never_inherited_unless_they_are_listed(string field, string value)
    {
        var record = field == "amount"
            ? """{"client_id":"a","metric":"m","timestamp":1705314600}"""
            : """{"client_id":"a","metric":"m","amount":1,"timestamp":1705314600}""";
        var delivery = $$"""{"{{field}}":{{value}},"Records":[{{record}}]}""";

        var silent = Expanded.Texts("""{"fields":{"key":{}},"records":["Records"]}""", delivery);
        var listed = Expanded.Texts("""{"fields":{"key":{"default":"d"}},"records":["Records"],"inherit":["FIELD"]}"""
            .Replace("FIELD", field, StringComparison.Ordinal), delivery);

        Assert.Contains(
            $"{field}.missing: field '{field}' at Records[0]: found nothing", silent[0], StringComparison.Ordinal);
        Assert.Contains($"\"{field}\":{value}", listed[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_members_that_are_listed_are_inherited()
    {
        const string Delivery =
            """{"Account":{"client":"a"},"metric":"m","Records":[{"amount":1,"timestamp":1705314600,"metric":"m"}]}""";

        Assert.Equal([R1], Expanded.Texts(
            """{"fields":{"client_id":{"aliases":["account.client"]}},"records":["Records"],"inherit":["account"]}""",
            Delivery));
        Assert.StartsWith("client_id.missing", Expanded.Texts(
            """{"fields":{"client_id":{"aliases":["account.client"]}},"records":["Records"],"inherit":["metric"]}""",
            Delivery).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_paths_that_are_there_are_read_in_the_order_of_the_document()
    {
        var texts = Expanded.Texts("""{"records":["b","a"]}""", $$"""{"A":[{{E1}}],"b":[{{E2}},{{E1}}]}""");

        Assert.Equal([R1, R2, R1], texts);
    }

    [Fact]
    public void Paths_lead_from_each_record_on_as_well()
    {
        var raws = Expanded.Raws(
            """{"records":["orders","line_items"]}""",
            """{"orders":[{"c":1,"line_items":[{"i":1},{"i":2}]},{"c":2},{"c":3,"line_items":[{"i":3}]}]}""");

        const string Envelope = """{"orders":[{"c":1,"line_items":[]},null,{"c":3,"line_items":[]}]}""";
        Assert.Equal(
            [
                "1 orders[0].line_items[0]: {\"i\":1} in " + Envelope,
                "2 orders[0].line_items[1]: {\"i\":2} in " + Envelope,
                "3 orders[1]: {\"c\":2} in " + Envelope,
                "4 orders[2].line_items[0]: {\"i\":3} in " + Envelope,
            ],
            raws);
    }

    [Fact]
    public void Where_no_path_is_there_the_object_is_one_event()
    {
        Assert.Equal([R1], Expanded.Texts(Records, E1));
        Assert.Null(Expanded.Records(Expanded.By(Records), E1).Single().Part);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("[{\"a\":1}]")]
    public void What_is_no_object_inside_is_one_rejected_each(string element)
    {
        var texts = Expanded.Texts(Records, $$"""{"Records":[{{E1}},{{element}},{{E2}}]}""");

        Assert.Equal([R1, $"json.kind: event at Records[1]: found {element}, expected a JSON object", R2], texts);
    }

    [Fact]
    public void An_array_that_is_the_whole_delivery_is_read_without_being_told()
    {
        Assert.Equal([R1, R2], Expanded.Texts("{}", $" [{E1} , {E2}] "));
        Assert.Equal([R1, R2], Expanded.Texts(Records, $$"""[{"Records":[{{E1}}]},{{E2}}]"""));
        Assert.Empty(Expanded.Texts("{}", "[]"));
        Assert.Empty(Expanded.Texts(Records, """{"Records":[]}"""));
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("[[{\"a\":1}]]")]
    [InlineData("[null]")]
    public void An_array_without_an_object_is_one_rejected(string delivery)
    {
        Assert.Equal(
            [$"json.kind: event: found {delivery}, expected a JSON object"], Expanded.Texts("{}", delivery));
    }

    [Fact]
    public void Each_member_of_a_spread_object_is_an_event()
    {
        const string Schema = """{"spread":["values"]}""";
        const string Delivery =
            """{"client_id":"a","time":1705314600,"values":{"M":1,"\u006D": "2","x":null,"y":{"z":1}}}""";

        Assert.Equal(
            [
                R1, R2,
                "amount.missing: field 'amount' at values.x: found nothing, expected a member named "
                + string.Join(", ", (string[])["amount", .. EventSchema.Default.Amount.Aliases]),
            ],
            Expanded.Texts(Schema, Delivery)[..3]);
        Assert.StartsWith("amount.", Expanded.Texts(Schema, Delivery)[3], StringComparison.Ordinal);
        Assert.Equal(
            "1 values.M: \"M\":1 in {\"client_id\":\"a\",\"time\":1705314600,\"values\":{}}",
            Expanded.Raws(Schema, Delivery).First());
    }

    [Theory]
    [InlineData("json", false)]
    [InlineData("base64", false)]
    [InlineData("base64", true)]
    public void A_decoded_object_is_read_as_a_wrapper(string encoding, bool isUrlSafe)
    {
        const string Inner = """{"metric":"m","amount":1,"timestamp":1705314600,"note":"??>>~~"}""";
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Inner));
        var text = encoding == "json" ? Inner.Replace("\"", "\\\"", StringComparison.Ordinal)
            : isUrlSafe ? base64.Replace('+', '-').Replace('/', '_').TrimEnd('=') : base64;
        var schema = $$$"""{"decode":{"message.data":"{{{encoding}}}"}}""";
        var delivery = $$$"""{"client_id":"a","message":{"data":"{{{text}}}","id":"1"}}""";

        Assert.Equal([R1], Expanded.Texts(schema, delivery));
        Assert.Equal(
            [$$$"""1 message.data: {{{Inner}}} in {"client_id":"a","message":{"data":"","id":"1"}}"""],
            Expanded.Raws(schema, delivery));
    }

    [Fact]
    public void A_decoded_object_and_what_is_around_it_must_not_contradict_each_other()
    {
        var texts = Expanded.Texts(
            """{"decode":{"payload":"json"}}""",
            """{"client_id":"a","metric":"m","amount":2,"payload":"{\"amount\":1,\"timestamp\":1705314600}"}""");

        Assert.StartsWith("amount.conflict: field 'amount' at payload.amount, amount: found 1 and 2", texts[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoded_object_is_read_with_what_inherit_names_alone()
    {
        const string Delivery =
            """{"Type":"Notification","Timestamp":"2024-01-15T10:31:00Z","shop":"s","body":"{\"type\":\"m\",\"amount\":1,\"timestamp\":1705314600}"}""";
        const string Fields = "\"decode\":{\"body\":\"json\"},\"fields\":{\"client_id\":{\"aliases\":[\"shop\"]}}";

        var all = Expanded.Texts("{" + Fields + "}", Delivery).Single();
        var named = Expanded.Texts("{\"inherit\":[\"shop\"]," + Fields + "}", Delivery).Single();
        var none = Expanded.Texts("{\"inherit\":[]," + Fields + "}", Delivery).Single();

        Assert.Contains("timestamp.conflict", all, StringComparison.Ordinal);
        Assert.Equal("""{"amount":1,"client_id":"s","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""", named);
        Assert.StartsWith("client_id.missing", none, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoded_array_is_read_as_records_and_a_decoded_text_may_be_decoded_again()
    {
        const string Schema = """{"records":["Records"],"decode":{"body":"json","body.Message":"json"}}""";
        const string Delivery =
            """{"Records":[{"id":1,"body":"{\"client\":\"a\",\"Message\":\"[{\\\"metric\\\":\\\"m\\\",\\\"amount\\\":1,\\\"ts\\\":1705314600}]\"}"}]}""";

        Assert.Equal([R1], Expanded.Texts(Schema, Delivery));
        Assert.Equal(
            """1 Records[0].body.Message[0]: {"metric":"m","amount":1,"ts":1705314600} in """
            + """{"Records":[{"id":1,"body":{"client":"a","Message":""}}]}""",
            Expanded.Raws(Schema, Delivery).Single());
    }

    [Theory]
    [InlineData("\\n")]
    [InlineData("")]
    public void Objects_one_behind_the_other_in_a_decoded_text_are_its_records(string between)
    {
        const string Schema = """{"decode":{"log":"json"}}""";
        var log = string.Join(
            between,
            """{\"metric\":\"m\",\"amount\":1,\"ts\":1705314600}""",
            """{\"metric\":\"m\",\"ts\":1705314600}""",
            """{\"metric\":""");
        var delivery = $$"""{"client_id":"a","amount":9,"log":"{{log}}"}""";

        var texts = Expanded.Texts(Schema, delivery);

        Assert.Equal(3, texts.Length);
        Assert.Equal(R1, texts[0]);
        Assert.StartsWith("amount.missing: field 'amount' at log[1]", texts[1], StringComparison.Ordinal);
        Assert.StartsWith("json.syntax: event at log, byte", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_values_in_one_delivery_are_refused_with_the_way_to_send_them()
    {
        var text = Expanded.Texts("{}", """{"client_id":"a"} {"client_id":"b"}""").Single();

        Assert.Equal(
            "json.syntax: event at byte 18: found {\"client_id\":\"b\", expected one JSON value in a "
                + "delivery; where several "
            + "are sent one after the other, a stream (IngestStreamAsync) or a batch (IngestBatchAsync) takes them",
            text);
    }

    [Theory]
    [InlineData("plain text", "json.syntax: event at log, byte 0: found plain text, expected JSON (RFC 8259)")]
    [InlineData("5", "json.kind: event at log: found 5, expected a JSON object")]
    public void A_text_that_holds_no_object_is_rejected(string text, string expected) =>
        Assert.Equal(
            [expected], Expanded.Texts("""{"decode":{"log":"json"}}""", $$"""{"log":"{{text}}","stream":"stdout"}"""));

    [Fact]
    public void The_depth_counts_from_the_delivery_on()
    {
        const string Schema = """{"records":["r"],"decode":{"d":"json"},"limits":{"depth_max":5}}""";

        Assert.Contains(
            "too_deep", Expanded.Texts(Schema, """{"r":[{"a":[[[1]]]}]}""").Single(), StringComparison.Ordinal);
        Assert.Contains(
            "too_deep", Expanded.Texts(Schema, """{"r":[{"d":"{\"a\":[[1]]}"}]}""").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "too_deep", Expanded.Texts(Schema, """{"r":[{"a":[[1]]}]}""").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "too_deep", Expanded.Texts(Schema, """{"r":[{"d":"{\"a\":[1]}"}]}""").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_reads_what_the_host_knows()
    {
        const string Schema = """{"fields":{"client_id":{"from":"context.shop"}}}""";
        const string Event = """{"client_id":"other","metric":"m","amount":1,"timestamp":1705314600}""";

        Assert.Equal([R1], Expanded.Texts(Schema, Event, new EventContext([new("shop", " a ")])));
        Assert.Equal(
            ["client_id.missing: field 'client_id': found nothing, expected a context of the delivery named shop"],
            Expanded.Texts(Schema, Event));
        Assert.StartsWith(
            "client_id.characters: field 'client_id' at context.shop",
            Expanded.Texts(Schema, Event, new EventContext([new("shop", "a\u0001b")])).Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_context_enters_the_identity_only_where_a_field_reads_it()
    {
        var identifier = new EventIdentifier(EventSchema.Default);

        var ids = new[] { "a", "b" }.Select(shop =>
            identifier.Identify(Expanded.Raw(E1, new EventContext([new("shop", shop)]))).Event!.Id);

        Assert.Single(ids.Distinct());
    }
}
