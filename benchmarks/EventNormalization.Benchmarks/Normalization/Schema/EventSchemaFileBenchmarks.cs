using System;
using System.Globalization;
using System.Linq;
using System.Text;
using BenchmarkDotNet.Attributes;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Benchmarks.Normalization.Schema;

/// <summary>What a schema file with very many profiles costs before the first event is read.</summary>
[MemoryDiagnoser]
public class EventSchemaFileBenchmarks
{
    private static readonly string[] Zones = ["Europe/Berlin", "Europe/Paris", "America/New_York", "Asia/Tokyo", "UTC"];
    private static readonly string[] Formats = ["decimal_comma", "decimal_point", "strict", "invariant"];
    private static readonly string[] Orders = ["day_first", "month_first", "refuse"];
    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "JPY"];
    private byte[] _json = [];

    /// <summary>How many clients have a profile.</summary>
    [Params(10_000, 100_000)]
    public int ProfileCount { get; set; }

    /// <summary>What the profiles say.</summary>
    [ParamsAllValues]
    public ProfileTexts Texts { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var profiles = Enumerable.Range(0, ProfileCount).Select(i => $"\"client-{i}\":{{{ProfileOf(i)}}}");
        _json = Encoding.UTF8.GetBytes("{\"profiles\":{" + string.Join(",\n", profiles) + "}}");
        Agreement.Require("profiles", ProfileCount, Load().Schemas.Schemas[0].Schema.Profiles.Count);
    }

    /// <summary>Up to the first event.</summary>
    [Benchmark(Baseline = true)]
    public EventIdentifier Load() => new(EventSchemaFile.Read(_json).Schemas!);

    /// <summary>Up to the first event that a store keeps.</summary>
    [Benchmark]
    public RulesFingerprint LoadAndNameRules() => Load().RulesFingerprint;

    private string ProfileOf(int client) => Texts switch
    {
        ProfileTexts.Alike => "\"number_format\":\"decimal_comma\",\"zone\":\"Europe/Berlin\"",
        ProfileTexts.Mixed => string.Create(
            CultureInfo.InvariantCulture,
            $"\"zone\":\"{Zones[client % 5]}\",\"number_format\":\"{Formats[client / 5 % 4]}\","
            + $"\"date_order\":\"{Orders[client / 20 % 3]}\",\"currency\":\"{Currencies[client / 60 % 4]}\""),
        ProfileTexts.Distinct => string.Create(
            CultureInfo.InvariantCulture, $"\"defaults\":{{\"metric\":\"metric {client}\"}}"),
        _ => throw new ArgumentOutOfRangeException(nameof(client)),
    };
}
