using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The vocabulary names types that exist, and no type is named by a word that it replaced.</summary>
public sealed class VocabularyPageTests
{
    private const string Declaration =
        @"^ *[a-z][a-z ]*\b(class|struct|record|interface|enum|delegate void) (?<name>\w+)";

    private static readonly string[] Replaced =
    [
        "Usual", "Quick", "Spare", "Remembered", "Surroundings", "Behind", "Settling", "Judged", "Patient", "Impatient",
        "Blanks", "Acts", "Words",
    ];

    private static HashSet<string> Types => Directory
        .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), Declaration, RegexOptions.Multiline))
        .Select(match => match.Groups["name"].Value).ToHashSet();

    [Fact]
    public void Each_type_that_the_vocabulary_names_exists()
    {
        var named = File.ReadLines(Repository.PathOf("docs/vocabulary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line.Split('|')[3], "`(?<name>[A-Z]\\w+)"))
            .Select(match => match.Groups["name"].Value)
            .Where(name => !name.EndsWith("Async", StringComparison.Ordinal)).ToList();
        var types = Types;

        Assert.True(named.Count > 100, $"found {named.Count} names, expected more than 100");
        Assert.DoesNotContain(named, name => !types.Contains(name));
    }

    [Fact]
    public void No_type_is_named_by_a_word_that_the_vocabulary_replaced() => Assert.DoesNotContain(
        Types, type => Regex.Matches(type, "[A-Z][a-z]*").Any(word => Replaced.Contains(word.Value)));
}
