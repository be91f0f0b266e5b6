using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EventNormalization.Tests.Docs;

/// <summary>The code of a page of documentation, and the same code where it is compiled.</summary>
/// <remarks>
/// A page has fenced blocks. A test file marks the same code between the lines <c>// begin NAME</c> and
/// <c>// end NAME</c>; its indentation does not count.
/// </remarks>
internal static class CodeBlocks
{
    /// <summary>
    /// The fenced blocks of a language on a page of the checkout, in their order, each ending with its last line.
    /// </summary>
    public static IReadOnlyList<string> OfPage(string page, string language)
    {
        var blocks = new List<string>();
        List<string>? block = null;
        foreach (var line in File.ReadLines(Repository.PathOf(page)))
        {
            if (block is null)
            {
                block = line == "```" + language ? [] : block;
            }
            else if (line == "```")
            {
                blocks.Add(string.Join('\n', block));
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }

        return blocks;
    }

    /// <summary>The marked code of a source file of the checkout, moved to the left margin.</summary>
    /// <exception cref="InvalidOperationException">The file has no such mark, or has it twice.</exception>
    public static string OfSource(string file, string name)
    {
        var lines = File.ReadAllLines(Repository.PathOf(file));
        var begin = Array.FindIndex(lines, line => line.Trim() == "// begin " + name);
        var end = Array.FindIndex(lines, line => line.Trim() == "// end " + name);
        if (begin < 0 || end < begin || lines.Count(line => line.Trim() == "// begin " + name) > 1)
        {
            throw new InvalidOperationException($"{file} does not mark the code '{name}' once.");
        }

        var code = lines[(begin + 1)..end];
        var margin = code.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', code.Select(line => line.Length == 0 ? line : line[margin..]));
    }

    /// <summary>The targets of the links on a page.</summary>
    public static IEnumerable<string> LinksOf(string file) =>
        Regex.Matches(File.ReadAllText(file), @"\]\(([^)\s]+)\)", RegexOptions.NonBacktracking)
            .Select(link => link.Groups[1].Value);
}
