using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EventNormalization.Tests.Docs;

/// <summary>What docs/samples/README.md says of the sample of a schema.</summary>
/// <remarks>
/// Its section begins with the name as a heading and has a table of totals, and a block of the outcomes: the number of
/// a line, what became of it or of each of its records, and after two blanks a remark.
/// </remarks>
internal sealed class SamplePage
{
    public const string Path = "docs/samples/README.md";

    private readonly List<string> _lines;

    private SamplePage(List<string> lines) => _lines = lines;

    /// <summary>The totals, as lines of CSV without their head.</summary>
    public IReadOnlyList<string> Totals => [.. _lines
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => string.Join(',', line.Trim('|').Split('|').Select(cell => cell.Trim())))];

    /// <summary>The outcomes, one text a line of the sample.</summary>
    public IReadOnlyList<string> Outcomes => [.. Block("text").Select(line => line[4..].Split("  ")[0].Trim())];

    /// <summary>The commands.</summary>
    public IReadOnlyList<string> Commands => [.. Block("sh")];

    /// <summary>The section of this name.</summary>
    public static SamplePage Of(string name) => new([.. File.ReadLines(Repository.PathOf(Path))
        .SkipWhile(line => line != "### " + name)
        .Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))]);

    private IEnumerable<string> Block(string language) => _lines
        .SkipWhile(line => line != "```" + language)
        .Skip(1)
        .TakeWhile(line => line != "```");
}
