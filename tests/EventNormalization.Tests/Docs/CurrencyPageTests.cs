using System;
using System.IO;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>Holds docs/currencies.md to the code.</summary>
public class CurrencyPageTests
{
    private const string Page = "docs/currencies.md";
    private const string FirstTable = "## Shared marks";

    [Fact]
    public void The_tables_of_the_page_are_those_of_the_reader()
    {
        var page = File.ReadAllText(Repository.PathOf(Page));

        Assert.Equal(CurrencyTables.Write(), page[page.IndexOf(FirstTable, StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Every_spelling_of_a_shared_mark_on_the_page_is_read_as_the_canonical_one()
    {
        var rows = File.ReadLines(Repository.PathOf(Page))
            .SkipWhile(line => line != FirstTable).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | "))
            .ToList();

        Assert.Equal(SharedMarks.Lines.Length, rows.Count);
        foreach (var row in rows)
        {
            var canonical = row[0].Trim('|', ' ', '`');
            var spelled = row[1].Trim('`').Split("` `", StringSplitOptions.RemoveEmptyEntries);
            Assert.All(spelled, mark => Assert.Equal(canonical, CurrencyOf("5 " + mark)));
            Assert.All(row[2].Split(' '), code => Assert.Equal(code, CurrencyOf($"5 {code}")));
        }
    }

    private static string? CurrencyOf(string text)
    {
        var input = new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(text));
        MoneyReading.Read(input, ClientProfile.Default, out var money);
        return money.Currency?.Text;
    }
}
