using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>Whether a text says no more than the names that stand beside it.</summary>
internal static class SuspiciousText
{
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "all", "an", "and", "are", "argument", "as", "async", "be", "by", "for", "from", "get", "given",
        "if", "in", "init", "instance", "is", "it", "its", "object", "of", "on", "or", "parameter", "result",
        "return", "set", "some", "specified", "that", "the", "this", "to", "value", "what", "whether", "which", "with",
    };

    /// <summary>The text is one noun: it neither limits what may be given nor says what is done with it.</summary>
    public static bool IsBare(string text) =>
        Regex.IsMatch(text, @"^(?:(?:The|A|An|Its|Their|Some|What|Which)\s+)?\w+\.?$");

    /// <summary>Every word of the text is of the names, or says nothing anywhere ("The value.").</summary>
    public static bool Repeats(string text, params string[] names)
    {
        var known = names.SelectMany(WordsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return WordsOf(text).All(word => Empty.Contains(word) || known.Contains(word));
    }

    private static IEnumerable<string> WordsOf(string text) =>
        Regex.Matches(text, "[A-Z]?[a-z]+|[A-Z]+|[0-9]+").Select(match => Stem(match.Value.ToLowerInvariant()));

    private static string Stem(string word) =>
        word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
}
