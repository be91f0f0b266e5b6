using System;

namespace EventNormalization.Cli.Workloads;

/// <summary>Writes an amount in one of several ways that all mean it and have no other reading.</summary>
internal static class AmountSpelling
{
    public const int FormatCount = 6;
    private const int UnitsOfOne = 10_000;

    public static void Append(LineText text, long units, ref SplitMix64 chance)
    {
        switch (chance.Below(FormatCount))
        {
            case 0:
                AppendShortest(text, units);
                break;
            case 1:
                AppendDecimals(AppendWhole(AppendSign(text, units), units), units);
                break;
            case 2:
                AppendShortest(text.Append("\""u8), units);
                text.Append("\""u8);
                break;
            case 3:
                AppendDecimals(AppendGrouped(AppendSign(text.Append("\""u8), units), units), units).Append("\""u8);
                break;
            case 4:
                AppendDecimals(AppendWhole(AppendSign(text.Append("\""u8), units), units), units).Append("\""u8);
                break;
            default:
                AppendScientific(text, units, chance.Below(2) == 0 ? "e"u8 : "E+"u8);
                break;
        }
    }

    /// <summary>Writes it with a mark of its currency before or after the number.</summary>
    public static void AppendMarked(LineText text, in WorkloadEvent value, bool isBefore, ref SplitMix64 chance)
    {
        var units = value.AmountUnits;
        AppendSign(text.Append("\""u8), units);
        if (isBefore)
        {
            text.Append(CurrencySpelling.MarkBefore(value.Currency, ref chance));
        }

        AppendDecimals(chance.Below(2) == 0 ? AppendGrouped(text, units) : AppendWhole(text, units), units);
        if (!isBefore)
        {
            text.Append(CurrencySpelling.MarkAfter(value.Currency, ref chance));
        }

        text.Append("\""u8);
    }

    /// <summary>Something in an amount's place that is none.</summary>
    public static void AppendWrong(LineText text, ref SplitMix64 chance) => text.Append(chance.Below(4) switch
    {
        0 => "\"12.5O\""u8,
        1 => "true"u8,
        2 => "\"1,2,3\""u8,
        _ => "\"about five\""u8,
    });

    /// <summary>Plain digits without trailing zeros.</summary>
    public static void AppendShortest(LineText text, long units)
    {
        AppendWhole(AppendSign(text, units), units);
        var rest = Math.Abs(units) % UnitsOfOne;
        if (rest == 0)
        {
            return;
        }

        var width = 4;
        while (rest % 10 == 0)
        {
            rest /= 10;
            width--;
        }

        text.Append("."u8).AppendDigits(rest, width);
    }

    private static LineText AppendSign(LineText text, long units) => units < 0 ? text.Append("-"u8) : text;

    private static LineText AppendWhole(LineText text, long units) => text.Append(Math.Abs(units) / UnitsOfOne);

    private static LineText AppendGrouped(LineText text, long units)
    {
        var whole = Math.Abs(units) / UnitsOfOne;
        if (whole >= 1_000_000)
        {
            text.Append(whole / 1_000_000).Append(","u8).AppendDigits(whole / 1000 % 1000, 3);
        }
        else if (whole >= 1000)
        {
            text.Append(whole / 1000);
        }

        return whole >= 1000 ? text.Append(","u8).AppendDigits(whole % 1000, 3) : text.Append(whole);
    }

    /// <summary>Two decimals, or four: three could be taken for a group of digits.</summary>
    private static LineText AppendDecimals(LineText text, long units)
    {
        var rest = Math.Abs(units) % UnitsOfOne;
        text.Append("."u8);
        return rest % 100 == 0 ? text.AppendDigits(rest / 100, 2) : text.AppendDigits(rest, 4);
    }

    private static void AppendScientific(LineText text, long units, ReadOnlySpan<byte> mark)
    {
        var digits = Math.Abs(units);
        var exponent = -4;
        while (digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }

        var (scale, width) = (1L, 0);
        while (digits / scale >= 10)
        {
            scale *= 10;
            width++;
        }

        AppendSign(text, units).Append(digits / scale);
        if (width > 0)
        {
            text.Append("."u8).AppendDigits(digits % scale, width);
        }

        exponent += width;
        text.Append(exponent < 0 ? "e"u8 : mark).Append((long)exponent);
    }
}
