using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>A decimal number taken apart, to be printed in a pattern.</summary>
internal sealed class PrintedAmount
{
    public PrintedAmount(decimal value)
    {
        Value = value;
        var parts = Math.Abs(value).ToString("0.############################", CultureInfo.InvariantCulture).Split('.');
        Integer = parts[0];
        Fraction = parts.Length > 1 ? parts[1] : "";
    }

    /// <summary>Decimals of every length and scale, among them short ones as money has.</summary>
    public static Gen<PrintedAmount> Any { get; } =
        from words in Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(3)
        from bits in Gen.Choose(0, 95)
        from scale in Gen.OneOf(Gen.Choose(0, 4), Gen.Choose(0, 28))
        from isNegative in Gen.Elements(true, false)
        select new PrintedAmount(Create(words, bits, scale, isNegative));

    public decimal Value { get; }

    /// <summary>The digits before the decimal mark.</summary>
    public string Integer { get; }

    public string Fraction { get; }

    public string Sign => Value < 0 ? "-" : "";

    /// <summary>The number without its sign, with groups of three.</summary>
    public string Grouped(string group, string point) => WithFraction(Groups(Integer, 3, group), point);

    /// <summary>The number without its sign, with groups of two above the last three digits.</summary>
    public string Indian()
    {
        var head = Integer[..Math.Max(0, Integer.Length - 3)];
        return WithFraction(head.Length == 0 ? Integer : Groups(head, 2, ",") + "," + Integer[head.Length..], ".");
    }

    /// <summary>The number without its sign, with one digit before the point and an exponent.</summary>
    public string Scientific(string letter)
    {
        var digits = Integer + Fraction;
        var exponent = Integer.Length - 1;
        var fraction = digits[1..].Length == 0 ? "" : "." + digits[1..];
        return digits[..1] + fraction + letter + exponent.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The text with each ASCII digit replaced by that of another script.</summary>
    public static string InScript(string text, int zero)
    {
        var printed = new StringBuilder();
        foreach (var character in text)
        {
            printed.Append(char.IsAsciiDigit(character) ? char.ConvertFromUtf32(zero + character - '0') : character);
        }

        return printed.ToString();
    }

    /// <summary>The value with all the fraction digits that it has.</summary>
    public static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private string WithFraction(string integer, string point) =>
        Fraction.Length == 0 ? integer : integer + point + Fraction;

    private static string Groups(string digits, int size, string mark)
    {
        var groups = new List<string>();
        for (var end = digits.Length; end > 0; end -= size)
        {
            groups.Insert(0, digits[Math.Max(0, end - size)..end]);
        }

        return string.Join(mark, groups);
    }

    private static decimal Create(int[] words, int bits, int scale, bool isNegative)
    {
        unchecked
        {
            var coefficient = new UInt128((uint)words[0], ((ulong)(uint)words[1] << 32) | (uint)words[2]) >> bits;
            var low = (ulong)coefficient;
            var high = (int)(uint)(coefficient >> 64);
            return new decimal((int)low, (int)(low >> 32), high, isNegative, (byte)scale);
        }
    }
}
