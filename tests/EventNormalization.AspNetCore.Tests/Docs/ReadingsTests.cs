using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Tests;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Docs;

/// <summary>The table of docs/samples/readings.md, read row by row.</summary>
public sealed class ReadingsTests
{
    private const string Page = "docs/samples/readings.md";
    private static readonly EventIdentifier Identifier = new(EventSchema.Default);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in RowsOf(Page))
            {
                rows.Add(row[0].Trim('`'), row[1]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_event_of_the_table_is_read_as_it_says(string text, string expected) =>
        Assert.Equal(expected, Read(text));

    [Fact]
    public void The_table_has_twelve_rows_and_the_first_two_are_one_event()
    {
        var rows = RowsOf(Page);

        Assert.Equal(12, rows.Count);
        Assert.Equal(Identify(rows[0][0].Trim('`')).Event!.Id, Identify(rows[1][0].Trim('`')).Event!.Id);
    }

    [Fact]
    public void The_first_page_shows_the_same_table() =>
        Assert.Equal(LinesOf(Page), LinesOf("README.md"));

    private static IEnumerable<string> LinesOf(string page) =>
        File.ReadLines(Repository.PathOf(page)).Where(line => line.StartsWith("| `{", StringComparison.Ordinal));

    private static string Read(string text)
    {
        var result = Identify(text);
        if (result.Event?.Record is not { } record)
        {
            return string.Join(", ", result.Errors.Select(error => error.Code));
        }

        var currency = record.Currency is { } code ? " " + code : "";
        var money = record.Amount.ToString("G29", CultureInfo.InvariantCulture) + currency;
        return $"{record.ClientId}, {record.Metric}, {money}, {InstantPattern.ExtendedIso.Format(record.Timestamp)}";
    }

    private static IdentificationResult Identify(string text) =>
        Identifier.Identify(new RawEvent(Encoding.UTF8.GetBytes(text), Instant.FromUtc(2024, 6, 1, 0, 0)));

    /// <summary>The cells of the rows of the only table of a page, below its head.</summary>
    private static IReadOnlyList<string[]> RowsOf(string page) =>
        [.. File.ReadLines(Repository.PathOf(page))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))];
}
