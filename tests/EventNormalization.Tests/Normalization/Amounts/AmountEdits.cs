using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>Printed amounts of every form, and what a slip or a cut makes of them.</summary>
internal static class AmountEdits
{
    private static readonly string[] Signs = ["", "", "", "-", "+", "\u2212", "- ", "+ "];
    private static readonly string[] Marks =
    [
        "", "", "$", "€", "US$", "£", "¥", "EUR", "usd", "Chf", "kr", "kr.", "руб.", "zł", "Rs", "lei", "RM", "S/.",
        "EUR:", "F\u00A0CFA",
    ];

    private static readonly string[] Blanks = ["", "", " ", "\u00A0", "\u202F"];
    private static readonly string[] Groups = ["", "", ",", "'", " ", "\u00A0", "\u202F", "."];
    private static readonly string[] Exponents = ["", "", "", "", "e3", "E+02", "e-5"];
    private static readonly string[] Pieces =
    [
        "0", "7", "12", "000", ",", ".", "'", " ", "\u00A0", "-", "+", "\u2212", "(", ")", "e", "$", "€", "EUR", "kr.",
        "%", "k", "/", ":", "p", "R", "x", "٣", "–",
    ];

    /// <summary>A form of the grammar, with or without sign, mark, groups and exponent.</summary>
    public static Gen<string> Printed { get; } =
        from amount in PrintedAmount.Any
        from separator in Gen.Elements(Groups)
        from point in Gen.Elements(".", ".", ",")
        from kind in Gen.Choose(0, 9)
        from exponent in Gen.Elements(Exponents)
        from sign in Gen.Elements(Signs)
        from mark in Gen.Elements(Marks)
        from blank in Gen.Elements(Blanks)
        from shape in Gen.Choose(0, 6)
        let number = kind == 0 ? amount.Indian() : Cut(amount.Grouped(separator, separator == point ? "" : point))
        let written = separator.Length == 0 ? number + exponent : number
        select shape switch
        {
            0 => sign + mark + blank + written,
            1 => mark + blank + sign + written,
            2 => sign + written + blank + mark,
            3 => mark + blank + number + "-",
            4 => number + blank + mark + blank + "-",
            5 => "(" + mark + blank + number + ")",
            _ => sign + written,
        };

    /// <summary>A printed amount after one or two edits.</summary>
    public static Gen<string> Edited { get; } =
        from text in Printed
        from other in Printed
        from first in Edit(text, other)
        from second in Edit(first, other)
        from isTwice in Gen.Elements(false, false, true)
        select isTwice ? second : first;

    private static Gen<string> Edit(string text, string other) =>
        from kind in Gen.Choose(0, 7)
        from start in Gen.Choose(0, Math.Max(0, text.Length - 1))
        from count in Gen.Choose(1, 4)
        from piece in Gen.Elements(Pieces)
        let end = Math.Min(text.Length, start + count)
        select kind switch
        {
            0 => text[start..],
            1 => text[..start],
            2 => text[..start] + text[end..],
            3 => text.Insert(start, piece),
            4 or 5 => text[..start] + piece + text[Math.Min(text.Length, start + 1)..],
            6 => text[..end] + text[start..],
            _ => text[..start] + other,
        };

    /// <summary>Long fractions make texts of which every edit is refused for its length.</summary>
    private static string Cut(string number) => number.Length > 24 ? new string(number.Take(24).ToArray()) : number;
}
