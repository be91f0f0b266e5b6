using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Telemetry;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The page that lists what is traced, and with which tags, says what the code does.</summary>
public sealed class TelemetryPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Repository.PathOf("docs/telemetry.md"));

    [Fact]
    public void The_page_lists_every_activity()
    {
        var activities = ConstantsOf(typeof(ActivityNames)).Where(name => name.Contains('.', StringComparison.Ordinal));

        Assert.Equal(
            activities.Order(StringComparer.Ordinal),
            Page.SkipWhile(line => line != "## Activities").TakeWhile(line => line != "## Log events")
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_lists_every_value_of_a_tag()
    {
        Assert.Equal(ConstantsOf(typeof(FailureNames)), ValuesOf("`error.type` of a call"));
        Assert.Equal(
            Enum.GetValues<StoreOperation>().Select(operation => WordOf(operation.ToString())),
            ValuesOf("`operation`"));
        Assert.Equal(
            Enum.GetValues<IngestOutcome>().Select(outcome => WordOf(outcome.ToString())),
            ValuesOf("`outcome` of ingestion"));
        Assert.Equal(
            Enum.GetValues<RetryOutcome>().Select(outcome => WordOf(outcome.ToString())),
            ValuesOf("`outcome` of a retry"));
    }

    private static IEnumerable<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> ValuesOf(string tag) => Page
        .Single(line => line.StartsWith("| " + tag + " |", StringComparison.Ordinal))
        .Split('|')[2].Split(',').Select(value => value.Trim(' ', '`'));

    private static string WordOf(string name) => string.Concat(name.Select((letter, i) =>
        (i > 0 && char.IsAsciiLetterUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter)));
}
