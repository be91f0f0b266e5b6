using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>Whatever the input, the tool does not need more memory than it is allowed.</summary>
/// <remarks>In small, with a heap that is small as well; EN_FULL=1 runs it in full, with 320 MB.</remarks>
public sealed class MemoryTests
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["DOTNET_GCHeapHardLimit"] = Repository.IsFull ? "0x14000000" : "0x8000000",
    };

    public static TheoryData<string, string, int, bool> Inputs => new()
    {
        { "", "\n", Repository.IsFull ? 1_500_000_000 : 200_000_000, true },
        { "", "{}\n", Repository.IsFull ? 1_000_000 : 50_000, false },
        { "", "1\n", Repository.IsFull ? 5_000_000 : 50_000, false },
        { "[", ",", Repository.IsFull ? 300_000_000 : 100_000_000, false },
        { "", " ", Repository.IsFull ? 300_000_000 : 100_000_000, false },
        { "[", "{\"a\":1},", Repository.IsFull ? 1_000_000 : 50_000, false },
    };

    /// <summary>Deliveries of many records: below the bound of their number, at it, and far above.</summary>
    public static TheoryData<string, string, int> Envelopes => new()
    {
        { "{\"Records\":[", "{},", 2_000_000 },
        { "{\"Records\":[", "{},", Most - 1 },
        { "{\"pad\":\"" + new string('x', 1_000_000) + "\",\"Records\":[", ",", Most - 1 },
        { "{\"Records\":[", "{\"Records\":[{},{},{},{}]},", Repository.IsFull ? 500_000 : 50_000 },
        { "{\"Records\":[", "{\"d\":\"[{},{},{},{},{},{}]\"},", Repository.IsFull ? 500_000 : 50_000 },
        { "{\"values\":{", "\"a\":1,", 2_000_000 },
        { "", "{\"Records\":[{},{},{},{}]}\n", Repository.IsFull ? 500_000 : 20_000 },
        { "", "{\"Records\":[" + string.Concat(System.Linq.Enumerable.Repeat("{},", Most - 1)) + "{}]}\n",
            Repository.IsFull ? 6 : 3 },
    };

    private static int Most => Repository.IsFull ? 20_000 : 10_000;

    [Theory]
    [MemberData(nameof(Inputs))]
    public Task Every_command_ends_in_bounded_memory(string beginning, string repeated, int count, bool isGzip) =>
        EndsInBoundedMemoryAsync(beginning, repeated, count, isGzip, schema: null);

    [Theory]
    [MemberData(nameof(Envelopes))]
    public Task Every_command_ends_in_bounded_memory_whatever_records_a_delivery_has(
        string beginning, string repeated, int count) => EndsInBoundedMemoryAsync(
            beginning,
            repeated,
            count,
            isGzip: false,
            $$$"""{"records":["Records"],"decode":{"d":"json"},"spread":["values"],"limits":{"records_max":{{{Most}}}}}""");

    private static async Task EndsInBoundedMemoryAsync(
        string beginning, string repeated, int count, bool isGzip, string? schema)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("input");
        await WriteAsync(file, beginning, repeated, count, isGzip);
        string[] rules = [];
        if (schema is not null)
        {
            await File.WriteAllTextAsync(folder.PathOf("schema.json"), schema);
            rules = ["--schema", folder.PathOf("schema.json")];
        }

        var store = folder.PathOf("s.db");
        string[][] commands =
        [
            ["ingest", file, "--store", store, "--json", .. rules],
            ["failed", "list", "--store", store, "--json"],
            ["aggregate", "--input", file, "--by", "client_id", "--json", .. rules],
            ["normalize", file, .. rules],
            ["explain", file, .. rules],
            ["canonicalize", file],
        ];
        foreach (var command in commands)
        {
            var (exitCode, error) = await RunAsync(command);

            Assert.True(exitCode is 0 or 1, $"{command[0]} ended with {exitCode}: {error}");
            Assert.DoesNotContain("bug", error, StringComparison.Ordinal);
            Assert.DoesNotContain("memory", error, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string[] command)
    {
        using var process = ToolProcess.Start(command, Environment);
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, await error);
    }

    private static async Task WriteAsync(string path, string beginning, string repeated, int count, bool isGzip)
    {
        await using var file = File.Create(path);
        await using Stream stream = isGzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(beginning));
        var piece = new byte[repeated.Length * Math.Clamp((1 << 20) / repeated.Length, 1, 1 << 16)];
        for (var i = 0; i < piece.Length; i++)
        {
            piece[i] = (byte)repeated[i % repeated.Length];
        }

        for (var left = (long)repeated.Length * count; left > 0; left -= piece.Length)
        {
            await stream.WriteAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length)));
        }
    }
}
