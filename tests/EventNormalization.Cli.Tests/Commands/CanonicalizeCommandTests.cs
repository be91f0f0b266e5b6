using System;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>canonicalize</c>: RFC 8785 of one document, or of many that end with NUL.</summary>
public sealed class CanonicalizeCommandTests
{
    [Fact]
    public async Task One_document_gives_its_canonical_bytes_and_nothing_else()
    {
        var result = await InProcess.RunWithAsync(" { \"b\" : 1e2, \"a\" : \"\\u00e9\" } \n", "canonicalize");

        Assert.Equal(new ToolResult(0, "{\"a\":\"é\",\"b\":100}", ""), result);
    }

    [Theory]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "json.duplicate_key")]
    [InlineData("\uFEFF{}", "json.encoding")]
    [InlineData("", "json.syntax")]
    public async Task A_bad_document_gives_a_message_and_exit_code_1(string document, string code)
    {
        var result = await InProcess.RunWithAsync(document, "canonicalize");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.StartsWith($"eventnorm: (standard input): {code}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_null_each_document_gives_a_line_and_an_empty_one_an_error()
    {
        var result = await InProcess.RunWithAsync("{}\0\0[1.0]", "canonicalize", "--null", "-");

        Assert.Equal(
            new ToolResult(
                0,
                """
                {"canonical":"{}","sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}
                {"error":{"code":"json.syntax","message":"byte 0: found the end of the document, expected a value"}}
                {"canonical":"[1]","sha256":"080a9ed428559ef602668b4c00f114f1a11c3f6b02a435f0bdc154578e4d7f22"}

                """.ReplaceLineEndings("\n"),
                ""),
            result);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\0", 1)]
    [InlineData("1\0", 1)]
    [InlineData("1\0\0", 2)]
    public async Task The_last_document_may_lack_its_null(string input, int lineCount)
    {
        var result = await InProcess.RunWithAsync(input, "canonicalize", "--null");

        Assert.Equal(lineCount, result.Output.Split('\n').Length - 1);
    }

    [Fact]
    public async Task A_document_longer_than_any_buffer_is_read_whole()
    {
        var document = "[" + new string(' ', 300_000) + "1]";

        var result = await InProcess.RunWithAsync(document + "\0" + document, "canonicalize", "--null");

        Assert.Equal(2, result.Output.Split("\"canonical\":\"[1]\"").Length - 1);
    }
}
