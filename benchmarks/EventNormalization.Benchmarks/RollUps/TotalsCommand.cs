using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Sqlite;

namespace EventNormalization.Benchmarks.RollUps;

/// <summary>The command <c>totals [--events N] [--asked N] [--folder PATH]</c>.</summary>
/// <remarks>
/// It asks a store of a tenth of the events, and then one of all, while another connection appends as fast as it can.
/// </remarks>
internal static class TotalsCommand
{
    private const string Usage = "usage: totals [--events N] [--asked N] [--folder PATH]";
    private const int WarmUpCount = 10;

    /// <summary>Measures and reports; returns 2 for wrong usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (events, asked, folder) = (1_000_000, 200, "");
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--events" when isNumber && number >= 10:
                    events = number;
                    break;
                case "--asked" when isNumber && number > 0:
                    asked = number;
                    break;
                case "--folder" when value.Length > 0:
                    folder = value;
                    break;
                default:
                    await Console.Error.WriteLineAsync($"Found '{args[i]} {value}'. {Usage}");
                    return 2;
            }
        }

        var temporary = folder.Length == 0 ? Directory.CreateTempSubdirectory("en-totals-") : null;
        try
        {
            await MeasureAsync(temporary?.FullName ?? folder, events, asked);
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string folder, int events, int asked)
    {
        var before = new double[TotalsQuestion.All.Count];
        foreach (var count in new[] { events / 10, events })
        {
            var store = new GeneratedStore(folder, count);
            await store.MakeAsync();
            var isStopped = false;
            var ingesting = Task.Run(() => store.IngestAsync(() => Volatile.Read(ref isStopped)));
            var clock = Stopwatch.StartNew();
            var times = await AskAllAsync(store.Path, asked);
            Volatile.Write(ref isStopped, true);
            var rate = await ingesting / clock.Elapsed.TotalSeconds;
            Console.WriteLine(FormattableString.Invariant($"{count} events, {rate:0} more a second meanwhile"));
            Console.WriteLine($"{"",-32} {"p50, ms",9} {"p95, ms",9} {"max, ms",9} {"p95, ratio",10}");
            for (var i = 0; i < times.Count; i++)
            {
                var high = times[i][times[i].Length * 95 / 100];
                Console.WriteLine(FormattableString.Invariant(
                    $"{TotalsQuestion.All[i].Name,-32} {times[i][times[i].Length / 2],9:0.00} {high,9:0.00} ")
                    + FormattableString.Invariant($"{times[i][^1],9:0.00} ")
                    + (before[i] > 0 ? FormattableString.Invariant($"{high / before[i],10:0.00}") : ""));
                before[i] = high;
            }
        }
    }

    /// <summary>The milliseconds of each question, in order of length.</summary>
    private static async Task<IReadOnlyList<double[]>> AskAllAsync(string path, int asked)
    {
        using var reader = SqliteEventReader.Open(path);
        var all = TotalsQuestion.All.Select(_ => new double[asked]).ToArray();
        for (var i = -WarmUpCount; i < asked; i++)
        {
            foreach (var (number, question) in TotalsQuestion.All.Index())
            {
                var query = question.Of(i + WarmUpCount);
                var begun = Stopwatch.GetTimestamp();
                var groups = await reader.ReadTotalsAsync(query);
                var time = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                if (groups.Count == 0)
                {
                    throw new InvalidOperationException($"{question.Name}: nothing was found.");
                }

                all[number][Math.Max(i, 0)] = time;
            }
        }

        Array.ForEach(all, Array.Sort);
        return all;
    }
}
