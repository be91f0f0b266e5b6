using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The tables and the code of docs/guides/rules.md, each row run.</summary>
public sealed class RulesPageTests
{
    private const string Page = "docs/guides/rules.md";
    private const string Source = "tests/EventNormalization.Tests/Docs/RulesPageTests.cs";

    [Fact]
    public void What_the_page_calls_no_change_is_none()
    {
        var rows = RowsOf(3);
        var told = rows.Select(row => (Row: row, Comparison: Compare(row)));

        Assert.True(rows.Count >= 17, $"{rows.Count} rows");
        Assert.Empty(told.Where(pair => pair.Comparison.Verdict != RulesVerdict.Same)
            .Select(pair => pair.Row[0] + ": " + string.Join("; ", pair.Comparison.Changes)));
        Assert.All(rows, row => Assert.Equal(
            RulesFingerprint.Of(Load(row[1]).Schemas!), RulesFingerprint.Of(Load(row[2]).Schemas!)));
    }

    [Fact]
    public void What_the_page_calls_a_change_is_told_as_it_says()
    {
        var rows = RowsOf(4);

        var wrong = rows.Select(row => (row, Told: Compare(row).Changes is [var first, ..] ? first.ToString() : null))
            .Where(pair => pair.Told != pair.row[3]).Select(pair => $"{pair.row[1]}{pair.row[2]}\t{pair.Told}");

        Assert.True(rows.Count >= 58, $"{rows.Count} rows");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
        Assert.All(rows, row => Assert.NotEqual(
            RulesFingerprint.Of(Load(row[1]).Schemas!), RulesFingerprint.Of(Load(row[2]).Schemas!)));
    }

    [Fact]
    public void Every_setting_of_a_schema_file_stands_in_a_table()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs/schema/event-schema.json")));
        var rows = string.Concat(RowsOf(3).Concat(RowsOf(4)).Select(row => row[1] + row[2]));

        var settings = SettingsOf(schema.RootElement).Where(name => name != "$schema").Distinct().ToList();

        Assert.True(settings.Count > 50, $"{settings.Count} settings");
        Assert.Empty(settings.Where(name => !rows.Contains($"\"{name}\":", StringComparison.Ordinal))
            .Except(["timestamp"]));
    }

    [Fact]
    public void The_code_of_the_page_is_compiled_here_and_refuses()
    {
        Assert.Equal([CodeBlocks.OfSource(Source, "open")], CodeBlocks.OfPage(Page, "csharp"));
        var keyed = EventSchema.Default with
        {
            Key = new FieldDefinition<string>("key", TextParser.Kept) { IsIdentity = true },
            DefaultProfile = ClientProfile.Default with
            {
                Timestamp = TimestampRules.Default with { Zone = NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"] },
            },
        };

        var error = Assert.Throws<RulesChangedException>(
            () => Open("store.db", SchemaDocument.Of(EventSchema.Default).Text, keyed));

        Assert.Equal(CodeBlocks.OfPage(Page, "text")[0], error.Message);
        Assert.Equal(2, error.Changes.Count);
    }

    private static string Open(string path, string stored, EventSchema schema)
    {
        static bool HasEventsOf(string client) => client.Length == 0;

        // begin open
        var own = SchemaDocument.Of(schema);
        var comparison = RulesComparison.Between(stored, own);
        var goesOn = comparison.Verdict == RulesVerdict.Same
            || (comparison.Verdict == RulesVerdict.ProfilesAdded && !comparison.AddedProfiles.Any(HasEventsOf));
        if (!goesOn)
        {
            throw new RulesChangedException(path, comparison);
        }

        // What is kept beside the events from now on.
        var kept = comparison.Verdict == RulesVerdict.Same ? stored : own.Text;
        // end open

        return kept;
    }

    private static RulesComparison Compare(string[] row) =>
        RulesComparison.Between(
            SchemaDocument.Of(Load(row[1]).Schemas!).Text, SchemaDocument.Of(Load(row[2]).Schemas!));

    private static SchemaFileResult Load(string json)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.True(result.IsSuccess, json + ": " + string.Join("; ", result.Errors));
        return result;
    }

    /// <summary>The rows of the tables that have schema files in their second and third cell.</summary>
    private static List<string[]> RowsOf(int cells) =>
        [.. File.ReadLines(Repository.PathOf(Page))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)
                && line.Contains("| `{", StringComparison.Ordinal))
            .Select(line => line[2..^2].Split(" | "))
            .Where(row => row.Length == cells)
            .Select(row => (string[])[row[0], .. row[1..].Select(cell => cell.Trim().Trim('`'))])];

    private static IEnumerable<string> SettingsOf(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member =>
            (member.Name == "properties" ? member.Value.EnumerateObject().Select(setting => setting.Name) : [])
            .Concat(SettingsOf(member.Value))),
        _ => [],
    };
}
