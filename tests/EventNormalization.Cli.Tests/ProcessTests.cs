using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Cli.Workloads;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>What only a process shows: cultures, pipes, signals, kills and memory.</summary>
public sealed class ProcessTests
{
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";

    [Theory]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("ar_SA.UTF-8")]
    [InlineData("th_TH.UTF-8")]
    public async Task Every_output_is_the_same_under_every_culture_and_zone(string culture)
    {
        var sample = Repository.PathOf("docs/samples/messy.ndjson");
        string[][] commands =
        [
            ["normalize", sample],
            ["aggregate", "--input", sample, "--by", "client_id,metric"],
            ["aggregate", "--input", sample, "--by", "timestamp", "--from", "2024-02-01", "--csv"],
        ];
        var environment = new Dictionary<string, string>
        {
            ["LANG"] = culture,
            ["LC_ALL"] = culture,
            ["TZ"] = "Asia/Kolkata",
        };
        foreach (var command in commands)
        {
            var expected = await InProcess.RunAsync(command);

            var actual = await ToolProcess.RunAsync("", command, environment);

            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_work_quietly()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e.ndjson", string.Concat(Enumerable.Repeat(Good + "\n", 200_000)));
        using var process = ToolProcess.Start(["normalize", file]);
        process.StandardInput.Close();

        var first = await process.StandardOutput.ReadLineAsync();
        process.StandardOutput.Close();
        await process.WaitForExitAsync();

        Assert.StartsWith("{\"event_id\":", first, StringComparison.Ordinal);
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task An_interruption_ends_behind_a_batch_and_tells_what_was_done(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        using var process = ToolProcess.StartInterruptible(["ingest", "-", "--store", store, "--json"]);
        await process.StandardInput.WriteAsync(Good + "\n");
        await process.StandardInput.FlushAsync();
        await UntilStoredAsync(store, process);

        using var kill = Process.Start(
            "kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("eventnorm: interrupted: run it again to go on\n", await process.StandardError.ReadToEndAsync());
        Assert.StartsWith(
            """{"received":1,"accepted":1,""", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_killed_at_any_moment_and_started_again_ends_with_the_same_totals()
    {
        using var folder = new TemporaryFolder();
        var file = await GenerateAsync(folder, Repository.IsFull ? 200_000 : 20_000, seed: 7);
        var expected = await TotalsOfAsync(folder, "whole.db", file);
        var chance = new Random(20240115);
        var store = folder.PathOf("killed.db");
        for (var i = 0; i < 5; i++)
        {
            using var process = ToolProcess.Start(["ingest", file, "--store", store, "--json"]);
            process.WaitForExit(TimeSpan.FromMilliseconds(chance.Next(100, Repository.IsFull ? 6_000 : 1_500)));
            process.Kill();
            await process.WaitForExitAsync();
        }

        var actual = await TotalsOfAsync(folder, "killed.db", file);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task Processes_that_ingest_one_file_into_one_store_at_once_store_every_event_once()
    {
        using var folder = new TemporaryFolder();
        var file = await GenerateAsync(folder, 5_000, seed: 8);
        var expected = await TotalsOfAsync(folder, "alone.db", file);
        var store = folder.PathOf("shared.db");

        var runs = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => ToolProcess.RunAsync("ingest", file, "--store", store, "--json")));
        var totals = await InProcess.RunAsync("aggregate", "--store", store, "--by", "client_id,metric", "--json");

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Equal(runs.Length * 5_000, runs.Sum(run => Number(run.Output, "received")));
        Assert.Equal(await CountAsync(store), runs.Sum(run => Number(run.Output, "accepted")));
        Assert.Equal(expected, totals.Output);
    }

    [Fact]
    public async Task A_gzip_file_that_was_cut_off_is_an_error_and_not_a_shorter_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("e.gz");
        await File.WriteAllBytesAsync(file, Compress(string.Concat(Enumerable.Repeat(Good + "\n", 20_000)))[..^20]);

        var result = await ToolProcess.RunAsync("aggregate", "--input", file);

        Assert.Equal(
            new ToolResult(
                1, "", $"eventnorm: {file}: it begins as gzip but is damaged; its last part was not read.\n"),
            result);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = await GenerateAsync(folder, Repository.IsFull ? 2_000_000 : 50_000, seed: 9);

        var peak = await ToolProcess.RunToPeakAsync("ingest", file, "--store", folder.PathOf("s.db"), "--json");

        Assert.InRange(peak, 1, 300_000_000);
    }

    [Fact]
    public async Task Totals_of_a_generated_file_are_those_of_its_truth()
    {
        using var folder = new TemporaryFolder();
        var (file, truth) = (folder.PathOf("e.ndjson"), folder.PathOf("t.json"));
        await InProcess.RunAsync("generate", "--events", "20000", "--seed", "3", "--output", file, "--truth", truth);

        var totals = await InProcess.RunAsync(
            "aggregate", "--input", file, "--by", "client_id,currency", "--measures", "count,sum", "--json");

        // The truth leaves out a currency that a client has not.
        var output = totals.Output.Replace("\"currency\":null,", "", StringComparison.Ordinal);
        Assert.Equal(Rows(File.ReadAllText(truth), "clients"), Rows(output, "groups"));
    }

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }

    private static string[] Rows(string json, string member)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty(member).EnumerateArray().Select(row => row.GetRawText())];
    }

    private static async Task<string> GenerateAsync(TemporaryFolder folder, long events, ulong seed)
    {
        await using var file = File.Create(folder.PathOf("events.ndjson"));
        await WorkloadWriter.WriteAsync(events, seed, file);
        return folder.PathOf("events.ndjson");
    }

    private static async Task<string> TotalsOfAsync(TemporaryFolder folder, string store, string file)
    {
        var ingest = await ToolProcess.RunAsync("ingest", file, "--store", folder.PathOf(store), "--json");
        Assert.Equal((0, ""), (ingest.ExitCode, ingest.Error));
        var totals = await InProcess.RunAsync(
            "aggregate", "--store", folder.PathOf(store), "--by", "client_id,metric", "--json");
        return totals.Output;
    }

    private static async Task UntilStoredAsync(string store, RunningTool process)
    {
        for (var i = 0; i < 500 && await CountAsync(store) == 0; i++)
        {
            Assert.False(process.WaitForExit(TimeSpan.FromMilliseconds(20)), "The tool ended before its input did.");
        }
    }

    private static async Task<long> CountAsync(string store)
    {
        var result = await InProcess.RunAsync("aggregate", "--store", store, "--measures", "count", "--json");
        return result.ExitCode == 0 && result.Output.Contains("count", StringComparison.Ordinal)
            ? Number(JsonDocument.Parse(result.Output).RootElement.GetProperty("groups")[0].GetRawText(), "count")
            : 0;
    }

    private static long Number(string json, string member)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(member).GetInt64();
    }
}
