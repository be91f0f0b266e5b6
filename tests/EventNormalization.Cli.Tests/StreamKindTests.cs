using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>Files as people have them, given to every command without an option.</summary>
public sealed class StreamKindTests
{
    private const string First = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private const string Second = """{"client":"a","metric":"m","amount":2,"date":"2024-01-15"}""";

    [Theory]
    [InlineData("[E1,E2]")]
    [InlineData("E1E2")]
    [InlineData("\uFEFFE1\n\uFEFFE2")]
    [InlineData("E1\n\0\0\0E2\n")]
    [InlineData("[\n  E1,\n  E2\n]\n")]
    public async Task Every_command_reads_events_however_they_stand(string text)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e", Events(text));

        var ingest = await InProcess.RunAsync("ingest", file, "--store", "memory", "--json");
        var totals = await InProcess.RunAsync("aggregate", "--input", file, "--measures", "count,sum", "--json");
        var lines = await InProcess.RunAsync("normalize", file);
        var explained = await InProcess.RunAsync("explain", file);

        Assert.StartsWith("""{"received":2,"accepted":2,""", ingest.Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"groups":[{"count":2,"sum":3}]}""", totals.Output, StringComparison.Ordinal);
        Assert.Equal(2, lines.Output.Split("event_id").Length - 1);
        Assert.Equal(2, explained.Output.Split("verdict    accepted").Length - 1);
    }

    [Fact]
    public async Task A_break_is_counted_and_kept_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        var file = folder.Write("e", Events("[E1,\nE2\n"));

        var ingest = await InProcess.RunAsync("ingest", file, "--store", store, "--json", "--fail-on-rejected");
        var list = await InProcess.RunAsync("failed", "list", "--store", store, "--json");

        Assert.Equal(3, ingest.ExitCode);
        Assert.StartsWith(
            """{"received":3,"accepted":2,"duplicates":0,"rejected":1,""", ingest.Output, StringComparison.Ordinal);
        Assert.Contains("expected a comma or the end of the array", list.Output, StringComparison.Ordinal);
        Assert.Contains("\"line\":1", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("normalize", "FILE")]
    [InlineData("explain", "FILE")]
    [InlineData("aggregate", "--input", "FILE")]
    [InlineData("ingest", "FILE", "--store", "memory")]
    public async Task A_file_in_another_encoding_is_one_refusal_and_not_one_a_line(params string[] args)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("utf16.json");
        await File.WriteAllTextAsync(file, First + "\n" + Second + "\n", Encoding.Unicode);

        var result = await InProcess.RunAsync([.. args.Select(arg => arg == "FILE" ? file : arg)]);

        Assert.Equal(
            (1, $"eventnorm: {file}: it is UTF-16 text, expected UTF-8; convert it first: iconv -f UTF-16 -t UTF-8\n"),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_damaged_member_of_a_gzip_is_a_failure_and_what_was_whole_before_it_is_stored()
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("e.gz");
        var member = Gzip(First + "\n");
        var damaged = Gzip(Second + "\n");
        damaged[0] ^= 1;
        await File.WriteAllBytesAsync(file, [.. member, .. damaged, .. member]);

        var result = await InProcess.RunAsync("ingest", file, "--store", folder.PathOf("s.db"), "--json");

        Assert.Equal(
            (1, $"eventnorm: {file}: it begins as gzip but is damaged; its last part was not read.\n"),
            (result.ExitCode, result.Error));
        Assert.StartsWith("""{"received":1,"accepted":1,""", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15_000_000)]
    [InlineData(17_000_000)]
    public async Task What_was_kept_of_a_very_long_line_is_exported_and_read_back(int length)
    {
        using var folder = new TemporaryFolder();
        var (store, other) = (folder.PathOf("s.db"), folder.PathOf("t.db"));
        var file = folder.Write("e", $"{{\"a\":1\n\"{new string('x', length)}\n{{\"b\":2\n");
        await InProcess.RunAsync("ingest", file, "--store", store);

        var export = folder.Write("x", (await InProcess.RunAsync("failed", "export", "--store", store)).Output);
        var again = await InProcess.RunAsync("ingest", export, "--format", "failed", "--store", other, "--json");

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.StartsWith(
            """{"received":2,"accepted":0,"duplicates":0,"rejected":2,""", again.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(export), (await InProcess.RunAsync("failed", "export", "--store", other)).Output);
    }

    private static string Events(string text) => text
        .Replace("E1", First, StringComparison.Ordinal).Replace("E2", Second, StringComparison.Ordinal);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
