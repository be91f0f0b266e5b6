using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Benchmarks.Hosting;

/// <summary>The command <c>host-load [--connections N] [--seconds S] [--lines L]</c>.</summary>
internal static class HostLoadCommand
{
    private const string Usage = "usage: host-load [--connections N] [--seconds S] [--lines L]";
    private const int WarmUpSeconds = 3;

    /// <summary>Measures and reports; returns 2 for wrong usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (connections, seconds) = (new NumberOption("--connections", 64), new NumberOption("--seconds", 10));
        var lines = new NumberOption("--lines", 300_000, min: 0);
        if (!NumberOption.TryReadAll(args, Usage, connections, seconds, lines))
        {
            return 2;
        }

        await MeasurePostsAsync(connections.Value, seconds.Value);
        if (lines.Value > 0)
        {
            await MeasureStreamAsync(lines.Value);
        }

        return 0;
    }

    private static async Task MeasurePostsAsync(int connections, int seconds)
    {
        var bare = await PostAsync("bare", connections, seconds);
        var library = await PostAsync("library", connections, seconds);
        Console.WriteLine($"{"single POSTs",-14} {"events/s",9} {"ratio",6} {"p50, ms",8} {"p99, ms",8} {"MiB",6}");
        foreach (var (name, run) in new[] { ("bare", bare), ("library", library) })
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-14} {run.Rate,9:0} {run.Rate / bare.Rate,6:0.00} {run.Median,8:0.00} {run.High,8:0.00} ")
                + FormattableString.Invariant($"{run.MemoryMax,6:0}"));
        }
    }

    private static async Task<LoadRun> PostAsync(string kind, int connections, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("en-host-load-");
        try
        {
            var path = Path.Combine(folder.FullName, "events.db");
            using var server = await LoadServer.StartAsync(kind, path);
            var client = new LoadClient(server.Port);
            var before = await client.PostAsync(connections, TimeSpan.FromSeconds(WarmUpSeconds));
            var times = await client.PostAsync(connections, TimeSpan.FromSeconds(seconds));
            var memory = server.MemoryMax;
            await server.StopAsync();
            var stored = kind == "bare" ? BareApi.Count(path) : await CountAsync(path);
            Agreement.Require("the stored events", before.Length + times.Length, stored);
            return new LoadRun
            {
                Rate = times.Length / (double)seconds,
                Median = times[times.Length / 2],
                High = times[(int)(times.Length * 0.99)],
                MemoryMax = memory,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureStreamAsync(int lines)
    {
        var folder = Directory.CreateTempSubdirectory("en-host-load-");
        try
        {
            var load = new StreamLoad(Path.Combine(folder.FullName, "events.ndjson"), lines);
            var path = Path.Combine(folder.FullName, "events.db");
            using var server = await LoadServer.StartAsync("library", path);
            await load.WriteAsync(first: 0);
            await load.SendAsync(server.Port);
            await load.WriteAsync(first: lines);
            var sent = await load.SendAsync(server.Port);
            var memory = server.MemoryMax;
            await server.StopAsync();
            Agreement.Require("the stored events", 2L * lines, await CountAsync(path));
            var ingested = await load.IngestAsync(Path.Combine(folder.FullName, "tool.db"));
            Console.WriteLine(FormattableString.Invariant(
                $"stream {sent:0} lines/s, eventnorm ingest {ingested:0}, ratio {sent / ingested:0.00}, ")
                + FormattableString.Invariant($"{memory:0} MiB"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The events of a store whose equations hold.</summary>
    private static async Task<long> CountAsync(string path)
    {
        using var events = SqliteEventReader.Open(path);
        using var failed = SqliteFailedEventStore.OpenToRead(path + SqliteFailedEventStore.FileSuffix);
        var conservation = await Conservation.ReadAsync(events, failed);
        if (!conservation.Holds)
        {
            throw new InvalidOperationException(conservation.ToString());
        }

        var totals = await events.ReadTotalsAsync(TotalsQuery.All);
        return totals.Sum(group => group.Count);
    }
}
