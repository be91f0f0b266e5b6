using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>Finds currency marks at the start of a text, the longest first.</summary>
/// <remarks>
/// The tables are <see cref="CurrencyCodes"/>, <see cref="CurrencySymbols"/> and <see cref="CurrencyAbbreviations"/>.
/// Marks of three and more bytes are found by their first three, so that few are ever compared: all codes of a letter,
/// and nearly all signs of currencies, begin with the same byte.
/// </remarks>
internal static class CurrencyMarks
{
    private const string Blanks = " \u00A0\u202F";
    private const int KeyLength = 3;

    private static readonly FrozenDictionary<int, CurrencyMark[]> LongByFirstThreeBytes;
    private static readonly CurrencyMark[][] ShortByFirstByte = new CurrencyMark[256][];
    private static readonly bool[] IsFirstByte = new bool[256];

    static CurrencyMarks()
    {
        var marks = All.OrderByDescending(mark => mark.Length).ToList();
        LongByFirstThreeBytes = marks
            .Where(mark => mark.Length >= KeyLength)
            .GroupBy(mark => KeyOf(mark.Utf8))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        for (var first = 0; first < IsFirstByte.Length; first++)
        {
            var folded = CurrencyMark.FoldOf((byte)first);
            var ofByte = marks.Where(mark => CurrencyMark.FoldOf(mark.Utf8[0]) == folded).ToList();
            IsFirstByte[first] = ofByte.Count > 0;
            ShortByFirstByte[first] = [.. ofByte.Where(mark => mark.Length < KeyLength)];
        }
    }

    /// <summary>All marks of the tables.</summary>
    public static IEnumerable<CurrencyMark> All =>
        Codes().Concat(Symbols()).Concat(Abbreviations());

    /// <summary>The mark that may stand before a number.</summary>
    /// <param name="text">Begins with the mark, if there is one.</param>
    /// <param name="rules">The client's, who may have a currency and units of his own.</param>
    public static CurrencyMark? FindBefore(ReadOnlySpan<byte> text, CompiledAmountRules rules) =>
        rules.FindUnit(text) ?? Find(text, MarkPlacement.Before, rules.Currency);

    /// <summary>The mark that may follow a number.</summary>
    public static CurrencyMark? FindAfter(ReadOnlySpan<byte> text, CompiledAmountRules rules) =>
        rules.FindUnit(text) ?? Find(text, MarkPlacement.After, rules.Currency);

    /// <summary>The mark that is the whole text, where nothing but a currency is expected.</summary>
    public static CurrencyMark? FindAlone(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (text.Length >= KeyLength)
        {
            return LongByFirstThreeBytes.TryGetValue(KeyOf(text), out var marks) ? FindAloneIn(marks, text) : null;
        }

        return FindAloneIn(ShortByFirstByte[text[0]], text);
    }

    private static CurrencyMark? Find(ReadOnlySpan<byte> text, MarkPlacement place, Currency? ofProfile)
    {
        if (text.IsEmpty || !IsFirstByte[text[0]])
        {
            return null;
        }

        return text.Length >= KeyLength && LongByFirstThreeBytes.TryGetValue(KeyOf(text), out var marks)
            && FindIn(marks, text, place, ofProfile) is { } mark
                ? mark
                : FindIn(ShortByFirstByte[text[0]], text, place, ofProfile);
    }

    private static CurrencyMark? FindIn(
        CurrencyMark[] marks, ReadOnlySpan<byte> text, MarkPlacement place, Currency? ofProfile)
    {
        foreach (var mark in marks)
        {
            if (mark.MayStand(place, ofProfile) && mark.IsAtStartOf(text))
            {
                return mark;
            }
        }

        return null;
    }

    private static CurrencyMark? FindAloneIn(CurrencyMark[] marks, ReadOnlySpan<byte> text)
    {
        foreach (var mark in marks)
        {
            if (mark.Length == text.Length && mark.IsAtStartOf(text))
            {
                return mark;
            }
        }

        return null;
    }

    private static int KeyOf(ReadOnlySpan<byte> text) =>
        CurrencyMark.FoldOf(text[0]) | (CurrencyMark.FoldOf(text[1]) << 8) | (CurrencyMark.FoldOf(text[2]) << 16);

    private static IEnumerable<CurrencyMark> Codes() =>
        CurrencyCodes.InUse
            .Select(code => Code(code, CurrencyCodes.Words.Contains(code)
                ? MarkPlacement.ThreeCases | MarkPlacement.OfProfile
                : MarkPlacement.ThreeCases))
            .Concat(CurrencyCodes.InCapitalsOnly.Select(code => Code(code, MarkPlacement.None)));

    private static CurrencyMark Code(string code, MarkPlacement places) => new(
        code, Currencies.Of(code, [code]), MarkPlacement.Both | MarkPlacement.Code | places, isAbbreviation: false);

    private static IEnumerable<CurrencyMark> Symbols() =>
        CurrencySymbols.Lines.SelectMany(line => Symbols(line, MarkPlacement.Both))
            .Concat(CurrencyAbbreviations.AsTheyStand.SelectMany(line => Symbols(line, MarkPlacement.Both)))
            .Concat(CurrencySymbols.WithoutCode.SelectMany(line => Symbols(line, MarkPlacement.Both)))
            .Concat(CurrencySymbols.OfProfile.SelectMany(
                line => Symbols(line, MarkPlacement.Both | MarkPlacement.OfProfile)));

    /// <summary>A line is a mark, in which <c>_</c> is any blank, and its codes.</summary>
    private static IEnumerable<CurrencyMark> Symbols(string line, MarkPlacement places)
    {
        var words = line.Split(' ');
        return words[0].Contains('_', StringComparison.Ordinal)
            ? Blanks.Select(blank => Symbol(words[0].Replace('_', blank), words[1..], places))
            : [Symbol(words[0], words[1..], places)];
    }

    /// <summary>A mark with a stroke, such as <c>B/.</c>, has a point of its own.</summary>
    private static CurrencyMark Symbol(string text, string[] codes, MarkPlacement places) => new(
        text, Currencies.Of(text, codes), places, isAbbreviation: !text.Contains('/', StringComparison.Ordinal));

    private static IEnumerable<CurrencyMark> Abbreviations() =>
        CurrencyAbbreviations.After.SelectMany(line => Abbreviations(line, MarkPlacement.After))
            .Concat(CurrencyAbbreviations.Both.SelectMany(line => Abbreviations(line, MarkPlacement.Both)))
            .Concat(CurrencyAbbreviations.OfProfile.SelectMany(
                line => Abbreviations(line, MarkPlacement.After | MarkPlacement.OfProfile)));

    private static IEnumerable<CurrencyMark> Abbreviations(string line, MarkPlacement places)
    {
        var words = line.Split(' ');
        var currency = Currencies.Of(words[0], words[1..]);
        var title = words[0][..1].ToUpperInvariant() + words[0][1..];
        string[] forms = [words[0], title, words[0].ToUpperInvariant()];
        return forms
            .SelectMany(form => new[] { form, form + "." })
            .Distinct()
            .Select(form => new CurrencyMark(form, currency, places, isAbbreviation: true));
    }
}
