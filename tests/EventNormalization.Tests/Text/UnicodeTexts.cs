using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Tests.Text;

/// <summary>The rules of the core over strings, and the characters that its tables are of.</summary>
internal static class UnicodeTexts
{
    /// <summary>Every character that the version of the tables has, but surrogates.</summary>
    public static readonly int[] Assigned = [.. ReadRanges()];

    /// <summary>Every pair of characters that has a primary composite, but those of Hangul.</summary>
    public static readonly string[] Pairs =
    [
        .. CanonicalMappings.Unicode.All.ToArray()
            .Where(mapping => mapping.IsComposed)
            .Select(mapping => char.ConvertFromUtf32(mapping.First) + char.ConvertFromUtf32(mapping.Second)),
    ];

    /// <summary>The characters on which the rules turn, and a few on which they do not.</summary>
    public static readonly string[] Critical =
    [
        .. "aAiIjJhH\u0130\u0131\u017F\u03C3\u03C2\u03A3\u00DF\u1E9E\u6F22".Select(character => character.ToString()),
        .. "\u1100\u1112\u1161\u1175\u11A7\u11A8\u11C2\uAC00\uAC01\uD7A3".Select(character => character.ToString()),
        "\U0001F600",
        .. Assigned.Where(IsCritical).Select(char.ConvertFromUtf32),
    ];

    /// <summary>Whether the framework takes the character; it throws at noncharacters of the first plane.</summary>
    public static bool IsNormalizedByHost(string character) =>
        character[0] is not ('\uFFFE' or '\uFFFF' or (>= '\uFDD0' and <= '\uFDEF'));

    public static string ToNfc(string text) => Apply(text, UnicodeText.ToNfc);

    public static string ToLower(string text) => Apply(text, UnicodeText.ToLower);

    private static string Apply(string text, Func<ReadOnlySpan<byte>, Span<byte>, int> rule)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var destination = new byte[UnicodeText.NfcGrowthMax * utf8.Length];
        return Encoding.UTF8.GetString(destination, 0, rule(utf8, destination));
    }

    private static bool IsCritical(int character) => CharacterTable.Unicode[character] != 0;

    private static List<int> ReadRanges()
    {
        var characters = new List<int>(300_000);
        var reader = new TableReader(AssignedTable.Entries);
        while (reader.TryRead(out var first))
        {
            var last = reader.Mark == '-' ? reader.Read() : first;
            characters.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return characters;
    }
}
