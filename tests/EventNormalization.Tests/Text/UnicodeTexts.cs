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
    public static readonly int[] Assigned = [.. ReadRanges(AssignedTable.Entries)];

    /// <summary>Those of them that the ICU of every host has.</summary>
    public static readonly int[] KnownToHosts = [.. ReadRanges(KnownToHostsTable.Entries)];

    /// <summary>Every character that Unicode calls White_Space, and U+FEFF.</summary>
    public static readonly string[] WhiteSpace =
    [
        .. "\t\n\u000B\u000C\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
            .Select(character => character.ToString()),
        "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF",
    ];

    /// <summary>Every pair of characters that has a primary composite, but those of Hangul.</summary>
    public static readonly string[] Pairs =
    [
        .. CanonicalMappings.Unicode.All.ToArray()
            .Where(mapping => mapping.IsComposed)
            .Select(mapping => char.ConvertFromUtf32(mapping.First) + char.ConvertFromUtf32(mapping.Second)),
    ];

    /// <summary>Those of them that the ICU of every host has.</summary>
    public static readonly string[] PairsKnownToHosts =
    [
        .. Pairs.Where(pair => KnownToHosts.Contains(char.ConvertToUtf32(ToNfc(pair), 0))),
    ];

    /// <summary>The characters on which the rules turn, and a few on which they do not.</summary>
    public static readonly string[] Critical =
    [
        .. "aAiIjJhH\u0130\u0131\u017F\u03C3\u03C2\u03A3\u00DF\u1E9E\u6F22".Select(character => character.ToString()),
        .. "\u1100\u1112\u1161\u1175\u11A7\u11A8\u11C2\uAC00\uAC01\uD7A3".Select(character => character.ToString()),
        "\U0001F600",
        .. KnownToHosts.Where(IsCritical).Select(char.ConvertFromUtf32),
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

    private static bool IsCritical(int character) => (CharacterTable.Unicode[character] & ~CharacterTable.Unknown) != 0;

    private static List<int> ReadRanges(ReadOnlySpan<byte> entries)
    {
        var characters = new List<int>(300_000);
        var reader = new TableReader(entries);
        while (reader.TryReadRange(out var range))
        {
            characters.AddRange(Enumerable.Range(range.First, range.Last - range.First + 1));
        }

        return characters;
    }
}
