using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using EventNormalization.Telemetry;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Telemetry;

/// <summary>The page that lists what is measured and logged says what the code does.</summary>
public sealed class TelemetryPageTests
{
    private static readonly string[] Page = File.ReadAllLines(PathOf("docs/telemetry.md"));

    [Fact]
    public async Task The_page_lists_every_instrument_with_its_kind_its_unit_and_what_it_measures()
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == EventNormalizationTelemetry.MeterName)
            {
                lock (rows)
                {
                    rows.Add($"| `{instrument.Name}` | {instrument.GetType().Name.Split('`')[0]} "
                        + $"| `{instrument.Unit}` | {instrument.Description} |");
                }
            }
        };
        listener.Start();
        await using var host = await TestHost.StartAsync();
        await Work.OnceAsync(host.Services);

        Assert.Equal(rows, RowsBetween("## Instruments", "## Activities")
            .Where(row => row.Contains("eventnormalization.", StringComparison.Ordinal))
            .Select(row => string.Join('|', row.Split('|')[..5]) + "|"));
    }

    [Fact]
    public void The_page_lists_every_log_event()
    {
        var rows = typeof(FailedBacklog).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.DeclaredOnly))
            .Select(method => (method.Name, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(one => one.Event is not null).OrderBy(one => one.Event!.EventId)
            .Select(one => $"| {one.Event!.EventId} | `{one.Event.EventName ?? one.Name}` | {one.Event.Level} "
                + $"| {one.Event.Message} |");

        Assert.Equal(rows, RowsBetween("## Log events", "## End"));
    }

    [Fact]
    public void No_two_log_events_have_one_id()
    {
        var ids = RowsBetween("## Log events", "## End").Select(row => row.Split('|')[1]).ToArray();

        Assert.Equal(ids.Distinct(), ids);
    }

    private static IEnumerable<string> RowsBetween(string from, string to) => Page
        .SkipWhile(line => line != from).TakeWhile(line => line != to)
        .Where(line => line.StartsWith("| `event", StringComparison.Ordinal)
            || (line.Length > 2 && char.IsAsciiDigit(line[2]) && line[0] == '|'));

    private static string PathOf(string file)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EventNormalization.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, file);
    }
}
