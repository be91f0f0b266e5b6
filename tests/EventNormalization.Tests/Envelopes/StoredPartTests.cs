using EventNormalization.Ingestion;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class StoredPartTests
{
    private const string Schema =
        """{"records":["Records","batch.items"],"decode":{"body":"json","body.Message":"json","message.data":"base64"},"spread":["values"]}""";

    [Theory]
    [InlineData(
        """{"client":"a","Records":[{"metric":"m","amount":1,"ts":1705314600},{"metric":"n","amount":1,"ts":1705314600}]}""")]
    [InlineData("""{"client":"o","batch":{"client":"a","items":[{"metric":"m","amount":1,"ts":1705314600},5]}}""")]
    [InlineData("""{"ts":1705314600,"client":"a","values":{"temp.in":1,"h":2,"values.temp.in":3}}""")]
    [InlineData(
        """{"Records":[{"x":1},{"client":"a","ts":1705314600,"values":{"t":1}},{"client":"b","ts":1705314600,"values":{"t":1}}]}""")]
    [InlineData(
        """{"client":"a","Records":[{"id":1,"body":"{\"ts\":1705314600,\"metric\":\"m\",\"amount\":1}"},{"body":"x"}]}""")]
    [InlineData(
        """{"Records":[{"body":"{\"client\":\"a\",\"Message\":\"[{\\\"metric\\\":\\\"m\\\",\\\"amount\\\":1,\\\"ts\\\":1705314600}]\"}"}]}""")]
    [InlineData(
        """{"Records":[{"client":"a","body":"{\"Message\":\"{\\\"metric\\\":\\\"m\\\",\\\"amount\\\":1,\\\"ts\\\":1705314600}\"}"}]}""")]
    [InlineData("""{"client":"a","message":{"data":"eyJtZXRyaWMiOiJtIiwiYW1vdW50IjoxLCJ0cyI6MTcwNTMxNDYwMH0="}}""")]
    [InlineData(
        """{"client":"a","body":"{\"ts\":1705314600,\"metric\":\"m\",\"amount\":1}\n{\"ts\":1705314600,\"metric\":\"m\",\"amount\":2}"}""")]
    [InlineData("""{"client":"a","body":"{\"Records\":[{\"ts\":1705314600}]}{\"x\":1}{\"values\":{\"m\":2}}"}""")]
    public void A_record_that_was_kept_reads_as_it_did_when_it_came(string delivery)
    {
        var identifier = Expanded.By(Schema);

        foreach (var record in Expanded.Records(identifier, delivery))
        {
            var part = record.Part!;
            var kept = new RawEvent(record.Utf8, record.ReceivedAt)
            {
                Part = new EnvelopePart(part.Envelope, part.Path, part.RecordNumber),
            };

            Assert.Equal(Expanded.TextOf(identifier, record), Expanded.TextOf(identifier, kept));
            Assert.Equal(LevelsOf(part.Frame), LevelsOf(kept.Part.Frame));
        }
    }

    [Theory]
    [InlineData("{", "Records[0]")]
    [InlineData("{}", "Records[0].a.b[77]")]
    [InlineData("", "]][[")]
    [InlineData("[1]", "a[99999999999999999999]")]
    public void A_path_that_leads_nowhere_is_harmless(string envelope, string path)
    {
        var identifier = Expanded.By(Schema);
        var raw = new RawEvent("{\"amount\":1}"u8.ToArray(), Expanded.ReceivedAt)
        {
            Part = new EnvelopePart(System.Text.Encoding.UTF8.GetBytes(envelope), path, 1),
        };

        Assert.False(identifier.Identify(raw).IsSuccess);
    }

    private static string LevelsOf(EnvelopeFrame frame)
    {
        var text = $"{frame.Depth} {frame.IsDecoded} {frame.IsSpread}";
        for (var level = frame.Level; level is not null; level = level.Outer)
        {
            text += $" | {level.Path} {level.Start}+{level.Length} {level.IsDecoded}";
        }

        return text;
    }
}
