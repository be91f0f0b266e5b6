using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>The requests of the page on HTTP, and the answers that it shows.</summary>
internal static partial class HttpGuide
{
    /// <summary>The page.</summary>
    public static string Path { get; } = System.IO.Path.Combine(FindRoot(), "docs", "guides", "http.md");

    /// <summary>Reads the blocks of the page: requests, each with the answer after it, if there is one.</summary>
    public static IReadOnlyList<(string Request, string Answer)> Read()
    {
        var examples = new List<(string, string)>();
        string? request = null;
        foreach (Match block in Blocks().Matches(File.ReadAllText(Path).ReplaceLineEndings("\n")))
        {
            var text = block.Groups[1].Value;
            if (text.StartsWith("HTTP/", StringComparison.Ordinal))
            {
                examples.Add((request!, text));
                request = null;
                continue;
            }

            if (request is not null)
            {
                examples.Add((request, ""));
            }

            request = text;
        }

        if (request is not null)
        {
            examples.Add((request, ""));
        }

        return examples;
    }

    /// <summary>Writes the page with these answers after its requests.</summary>
    public static void Accept(IReadOnlyList<string> answers)
    {
        var page = Blocks().Replace(
            File.ReadAllText(Path).ReplaceLineEndings("\n"),
            block => block.Groups[1].Value.StartsWith("HTTP/", StringComparison.Ordinal) ? "\0" : block.Value);
        page = page.Replace("\n\n\0", "", StringComparison.Ordinal);
        var next = 0;
        File.WriteAllText(Path, Blocks().Replace(page, block => $"{block.Value}\n\n```http\n{answers[next++]}\n```"));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "EventNormalization.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }

    [GeneratedRegex("```http\n(.*?)\n```", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Blocks();
}
