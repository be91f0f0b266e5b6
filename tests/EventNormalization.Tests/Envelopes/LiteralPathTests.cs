using System.Linq;
using EventNormalization.Ingestion;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class LiteralPathTests
{
    private const string Read = """{"amount":5,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""";

    [Theory]
    [InlineData("""{"records":["order.lines"]}""",
        """{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"order.lines":[{"amount":5}]}""")]
    [InlineData("""{"records":["order.lines"]}""",
        """{"client_id":"c","metric":"m","ts":1705314600,"Order.Lines":[{"amount":5}]}""")]
    [InlineData(
        """{"records":["a.b.c"]}""", """{"client_id":"c","metric":"m","ts":1705314600,"a.b.c":[{"amount":5}]}""")]
    [InlineData("""{"decode":{"log.text":"json"}}""",
        """{"client_id":"c","ts":1705314600,"log.text":"{\"metric\":\"m\",\"amount\":5}"}""")]
    [InlineData("""{"decode":{"m.data":"base64"}}""",
        """{"client_id":"c","metric":"m","ts":1705314600,"m.data":"eyJhbW91bnQiOjV9"}""")]
    [InlineData("""{"spread":["sensor.values"]}""", """{"client_id":"c","ts":1705314600,"sensor.values":{"m":5}}""")]
    public void A_path_to_records_is_also_the_name_of_a_member_with_points(string schema, string delivery) =>
        Assert.Equal(Read, Expanded.Texts(schema, delivery).Single());

    [Theory]
    [InlineData("""{"records":["order.lines"]}""",
        """{"client_id":"c","metric":"m","ts":1705314600,"order.lines":[{"amount":5}]}""")]
    [InlineData("""{"spread":["sensor.values"]}""", """{"client_id":"c","ts":1705314600,"sensor.values":{"m":5}}""")]
    [InlineData("""{"decode":{"log.text":"json"}}""",
        """{"client_id":"c","ts":1705314600,"log.text":"{\"metric\":\"m\",\"amount\":5}"}""")]
    public void A_record_below_such_a_name_that_was_kept_has_the_same_around_it(string schema, string delivery)
    {
        var identifier = Expanded.By(schema);
        var record = Expanded.Records(identifier, delivery).Single();

        var kept = record with
        {
            Part = new EnvelopePart(
                record.Part!.Envelope, record.Part.Path, record.Part.RecordNumber)
        };

        Assert.Equal(Read, Expanded.TextOf(identifier, kept));
    }

    [Theory]
    [InlineData("""{"order.id":7,"client_id":"c","metric":"m","amount":5,"ts":1705314600}""")]
    [InlineData("""{"order":{"id":7},"client_id":"c","metric":"m","amount":5,"ts":1705314600}""")]
    public void A_schema_of_a_set_reads_where_such_a_member_is_there(string delivery)
    {
        const string Set = """{"schemas":{"a":{"when":{"has":"order.id"}},"b":{"when":{"has":"other"}}}}""";

        Assert.Equal(Read, Expanded.Texts(Set, delivery).Single());
    }

    [Theory]
    [InlineData("C:\\logs\\*.json", "C:\\logs\\till.json", true)]
    [InlineData("logs/?.json", "logs/a.json", true)]
    [InlineData("C:\\logs\\*.json", "C:logs.json", false)]
    public void The_source_of_a_condition_is_a_path_of_any_system(string form, string source, bool isWanted)
    {
        var spelled = form.Replace("\\", "\\\\", System.StringComparison.Ordinal);
        var set = """{"schemas":{"a":{"when":{"source":"FORM"}},"b":{"when":{"has":"other"}}}}"""
            .Replace("FORM", spelled, System.StringComparison.Ordinal);
        var raw = Expanded.Raw("""{"client_id":"c","metric":"m","amount":5,"ts":1705314600}""");
        var delivery = new RawEvent(raw.Utf8, raw.ReceivedAt, new SourceLocation(source, 1));

        Assert.Equal(isWanted, Expanded.By(set).Identify(delivery).IsSuccess);
    }
}
