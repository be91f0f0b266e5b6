using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Schema;

public sealed class DeadSettingTests
{
    private const string NoArray = "names with points between them, such as order.total; no path leads into an array";
    private const string NoSign = "names with points between them, such as order.total; $ and * mean nothing here";
    private const string NoName = "names of 1 to 128 letters or digits, with points between them";
    private const string NotFound = "never applies to a field that the event's members are not looked at for";

    [Theory]
    [InlineData("""{"records":["items[0]"]}""", "$.records[0]: found \"items[0]\", expected " + NoArray)]
    [InlineData(
        """{"records":["a","items[*].lines"]}""", "$.records[1]: found \"items[*].lines\", expected " + NoArray)]
    [InlineData("""{"records":["$.items"]}""", "$.records[0]: found \"$.items\", expected " + NoSign)]
    [InlineData("""{"records":[""]}""", "$.records[0]: found \"\", expected " + NoName)]
    [InlineData("""{"records":["a..b"]}""", "$.records[0]: found \"a..b\", expected " + NoName)]
    [InlineData("""{"spread":["v[1]"]}""", "$.spread[0]: found \"v[1]\", expected " + NoArray)]
    [InlineData("""{"decode":{"Records[0].body":"json"}}""",
        "$.decode.Records[0].body: found \"Records[0].body\", expected " + NoArray)]
    [InlineData("""{"decode":{"a_b":"json","AB":"base64"}}""", "$.decode.a_b: is the same path as \"AB\"")]
    [InlineData("""{"records":["a"],"inherit":["x[0].id"]}""", "$.inherit[0]: found \"x[0].id\", expected " + NoArray)]
    [InlineData("""{"records":["a"],"inherit":["*"]}""", "$.inherit[0]: found \"*\", expected " + NoSign)]
    [InlineData(
        """{"schemas":{"a":{"when":{"has":"items[0].id"}},"b":{"when":{"has":"x"}}}}""",
        "$.schemas.a.when.has: found \"items[0].id\", expected " + NoArray)]
    [InlineData(
        """{"schemas":{"a":{"when":{"has":""}},"b":{"when":{"has":"x"}}}}""",
        "$.schemas.a.when.has: found \"\", expected " + NoName)]
    [InlineData(
        """{"fields":{"metric":{"constant":"k","aliases":["kind"]}}}""", "$.fields.metric.aliases: " + NotFound)]
    [InlineData(
        """{"fields":{"metric":{"from":"source","aliases":["kind"]}}}""", "$.fields.metric.aliases: " + NotFound)]
    [InlineData("""{"fields":{"client_id":{"constant":"k","weak_aliases":["x"]}}}""",
        "$.fields.client_id.weak_aliases: " + NotFound)]
    [InlineData(
        """{"fields":{"metric":{"constant":"k"}},"profiles":{"a":{"aliases":{"metric":["kind"]}}}}""",
        "$.profiles.a.aliases.metric: " + NotFound)]
    [InlineData(
        """{"fields":{"metric":{"from":"source"}},"profile":{"aliases":{"metric":["kind"]}}}""",
        "$.profile.aliases.metric: " + NotFound)]
    [InlineData(
        """{"fields":{"metric":{"constant":"k"}},"profiles":{"a":{"defaults":{"metric":"x"}}}}""",
        "$.profiles.a.defaults.metric: never applies beside the field's constant")]
    [InlineData(
        """{"profiles":{"N/A":{}}}""", "$.profiles.N/A: is no client's id; an event that has it there has none")]
    [InlineData(
        """{"null_tokens":["keine"],"profiles":{" KEINE ":{}}}""",
        "$.profiles. KEINE : is no client's id; an event that has it there has none")]
    public void A_setting_that_can_never_apply_is_refused_with_its_path(string schema, string expected)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(schema));

        Assert.Equal(expected, result.Errors.Single().ToString());
    }

    [Theory]
    [InlineData(
        """{"records":["order.lines"],"inherit":["shop","order.id"],"decode":{"body":"json","body.Message":"json"}}""")]
    [InlineData("""{"fields":{"metric":{"from":"context.m"}},"profiles":{"a":{"defaults":{"metric":"x"}}}}""")]
    [InlineData("""{"null_tokens":[],"profiles":{"N/A":{}}}""")]
    [InlineData("""{"fields":{"client_id":{"default":"N/A"}},"profiles":{"N/A":{}}}""")]
    public void One_that_can_apply_is_not(string schema) =>
        Assert.Empty(EventSchemaFile.Read(Encoding.UTF8.GetBytes(schema)).Errors);
}
