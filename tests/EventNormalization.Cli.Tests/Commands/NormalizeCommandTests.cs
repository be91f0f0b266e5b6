using System;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>normalize</c>: one line of JSON for each delivery, in order.</summary>
public sealed class NormalizeCommandTests
{
    private const string Golden =
        """{"event_id":"c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7","record":"""
        + """{"amount":1200,"client_id":"client_A","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}}""";

    [Fact]
    public async Task Every_delivery_gives_one_line_in_the_order_of_the_input()
    {
        const string input =
            """
            {"source":"client_A","payload":{"metric":"sales","amount":"1,200.00","timestamp":"2024/01/15 10:30:00 +00:00"}}
            sales: 12

            {"client":"client_A","type":"SALES","total":1.2e3,"ts":1705314600}
            """;

        var result = await InProcess.RunWithAsync(input, "normalize", "-");

        Assert.Equal(
            new ToolResult(
                0,
                Golden + "\n"
                + """{"errors":[{"code":"json.syntax","field":"json","path":"byte 0","found":"sales: 12","""
                + """
                  "expected":"JSON (RFC 8259)","candidates":[],"message":
                  """
                + "\"event at byte 0: found sales: 12, expected JSON (RFC 8259)\"}]}\n"
                + Golden + "\n",
                ""),
            result);
    }

    [Fact]
    public async Task All_errors_of_a_delivery_are_told_with_their_candidates()
    {
        const string input = """{"client":"a","metric":"m","amount":true,"date":"04/05/2024"}""";

        var result = await InProcess.RunWithAsync(input, "normalize");

        Assert.Equal(
            """{"errors":[{"code":"amount.kind","field":"amount","path":"amount","found":"true","""
            + """
              "expected":"a number such as 12.50, or a text that holds one","candidates":[],
              """
            + """
              "message":"field 'amount': found true, expected a number such as 12.50, or a text that holds one"},
              """
            + """{"code":"timestamp.ambiguous","field":"timestamp","path":"date","found":"\"04/05/2024\"","""
            + """
              "expected":"a date such as 2024-01-15, or a date order in the profile",
              """
            + "\"candidates\":[\"2024-04-05T00:00:00Z\",\"2024-05-04T00:00:00Z\"],"
            + """
              "message":"field 'timestamp' at date: found \"04/05/2024\", expected a date such as 2024-01-15, 
              """
            + """or a date order in the profile; it could be 2024-04-05T00:00:00Z or 2024-05-04T00:00:00Z"}]}"""
            + "\n",
            result.Output);
    }

    [Fact]
    public async Task What_is_hashed_is_shown_where_it_is_not_the_record()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("s.json", """{"fields":{"note":{"type":"text","presence":"optional"}}}""");
        const string four = """{"amount":1,"client_id":"a","metric":"m","timestamp":"2024-01-15T00:00:00Z"}""";
        const string input =
            """
            {"client":"a","metric":"m","amount":1,"date":"2024-01-15"}
            {"client":"a","metric":"m","amount":1,"date":"2024-01-15","note":"n"}
            """;

        var result = await InProcess.RunWithAsync(input, "normalize", "--schema", schema);

        var lines = result.Output.Split('\n');
        Assert.EndsWith("\"record\":" + four + "}", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(
            """
            "record":{"amount":1,"client_id":"a","metric":"m","note":"n","timestamp":"2024-01-15T00:00:00Z"},"identity":
            """ + four + "}",
            lines[1],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2124-01-01T00:00:00Z", true)]
    [InlineData("1969-12-31T23:59:59Z", false)]
    [InlineData("1969-12-31T23:59:59Z", true, "--earliest", "1969-12-31T23:59:59Z")]
    [InlineData("1969-12-31T23:59:59Z", false, "--earliest", "1970-01-01")]
    [InlineData("2024-01-15T00:00:00Z", true, "--latest", "2024-01-15")]
    [InlineData("2024-01-15T00:00:00.000000001Z", false, "--latest", "2024-01-15")]
    public async Task The_range_includes_both_ends_and_has_no_upper_one_by_itself(
        string timestamp, bool isUnderstood, params string[] options)
    {
        var input = $$"""{"client":"a","metric":"m","amount":1,"timestamp":"{{timestamp}}"}""";

        var result = await InProcess.RunWithAsync(input, ["normalize", .. options]);

        Assert.Equal(isUnderstood, result.Output.Contains("event_id", StringComparison.Ordinal));
        Assert.Equal(!isUnderstood, result.Output.Contains("timestamp.range", StringComparison.Ordinal));
    }
}
