using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>Finds currency marks at the start of a text, the longest first.</summary>
/// <remarks>
/// The tables are <see cref="CurrencyCodes"/>, <see cref="CurrencySymbols"/> and <see cref="CurrencyAbbreviations"/>.
/// </remarks>
internal static class CurrencyMarks
{
    private const string Blanks = " \u00A0\u202F";

    private static readonly CurrencyMark[][] ByFirstByte = CreateIndex();

    /// <summary>The mark that may stand before a number.</summary>
    public static CurrencyMark? FindBefore(ReadOnlySpan<byte> text) => Find(text, MarkPlaces.Before);

    /// <summary>The mark that may stand behind a number.</summary>
    public static CurrencyMark? FindBehind(ReadOnlySpan<byte> text) => Find(text, MarkPlaces.Behind);

    private static CurrencyMark? Find(ReadOnlySpan<byte> text, MarkPlaces place)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        foreach (var mark in ByFirstByte[CurrencyMark.KeyOf(text[0])])
        {
            if ((mark.Places & place) != 0 && mark.IsAtStartOf(text))
            {
                return mark;
            }
        }

        return null;
    }

    private static CurrencyMark[][] CreateIndex()
    {
        var marks = All().ToList();
        marks.Sort((left, right) => right.Length.CompareTo(left.Length));
        var index = new CurrencyMark[256][];
        for (var key = 0; key < index.Length; key++)
        {
            index[key] = [.. marks.Where(mark => mark.Key == key)];
        }

        return index;
    }

    private static IEnumerable<CurrencyMark> All() =>
        CurrencyCodes.All()
            .Concat(CurrencySymbols.Lines.SelectMany(Symbols))
            .Concat(CurrencyAbbreviations.Behind.SelectMany(line => Abbreviations(line, MarkPlaces.Behind)))
            .Concat(CurrencyAbbreviations.Both.SelectMany(line => Abbreviations(line, MarkPlaces.Both)));

    /// <summary>A line is a mark, in which <c>_</c> is any blank, and its codes.</summary>
    private static IEnumerable<CurrencyMark> Symbols(string line)
    {
        var words = line.Split(' ');
        return words[0].Contains('_', StringComparison.Ordinal)
            ? Blanks.Select(blank => Symbol(words[0].Replace('_', blank), words[1..]))
            : [Symbol(words[0], words[1..])];
    }

    /// <summary>A mark with a stroke, such as <c>B/.</c>, has a point of its own.</summary>
    private static CurrencyMark Symbol(string text, string[] codes) =>
        new(text, codes, MarkPlaces.Both, isAbbreviation: !text.Contains('/', StringComparison.Ordinal));

    private static IEnumerable<CurrencyMark> Abbreviations(string line, MarkPlaces places)
    {
        var words = line.Split(' ');
        var title = words[0][..1].ToUpperInvariant() + words[0][1..];
        string[] forms = [words[0], title, words[0].ToUpperInvariant()];
        return forms
            .SelectMany(form => new[] { form, form + "." })
            .Distinct()
            .Select(form => new CurrencyMark(form, words[1..], places, true));
    }
}
