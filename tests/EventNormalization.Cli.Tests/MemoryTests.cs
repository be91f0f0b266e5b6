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
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Every_command_ends_in_bounded_memory(string beginning, string repeated, int count, bool isGzip)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("input");
        await WriteAsync(file, beginning, repeated, count, isGzip);
        var store = folder.PathOf("s.db");
        string[][] commands =
        [
            ["ingest", file, "--store", store, "--json"],
            ["failed", "list", "--store", store, "--json"],
            ["aggregate", "--input", file, "--by", "client_id", "--json"],
            ["normalize", file],
            ["explain", file],
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
        var piece = new byte[repeated.Length << 16];
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
