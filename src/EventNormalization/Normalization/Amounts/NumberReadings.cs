using System;

namespace EventNormalization.Normalization;

/// <summary>Decides which mark of a written number is the decimal mark.</summary>
/// <remarks>
/// A number with marks of two kinds, or with one several times, has one reading if it has any. So does a single mark
/// that has not three digits after it. The rest is for the number format to decide.
/// </remarks>
internal static class NumberReadings
{
    /// <summary>Says how many digits are the fraction.</summary>
    public static Reading Choose(in WrittenNumber number, NumberFormat format, bool hasCurrency, out int fraction)
    {
        fraction = 0;
        if (number.Mark == NumberMark.None)
        {
            return Reading.One;
        }

        if (number.OtherMark != NumberMark.None)
        {
            fraction = number.AfterOther;
            var isGrouped = AreGroups(number) && IsPair(number.Mark, number.OtherMark);
            return isGrouped && fraction > 0 ? Reading.One : Reading.None;
        }

        if (number.Marks > 1)
        {
            return AreGroups(number) ? Reading.One : Reading.None;
        }

        var reading = number.Mark switch
        {
            NumberMark.Point => ReadPoint(number, format, hasCurrency),
            NumberMark.Comma => ReadComma(number, format),
            NumberMark.ArabicDecimal => number.First > 0 ? Reading.Decimal : Reading.None,
            _ => number.IsGroupedByThree ? Reading.One : Reading.None,
        };
        fraction = reading == Reading.Decimal ? number.Last : 0;
        return reading;
    }

    private static bool AreGroups(in WrittenNumber number) =>
        number.Mark != NumberMark.ArabicDecimal
        && (number.IsGroupedByThree
            || (number.IsGroupedByTwo && number.Mark is NumberMark.Comma or NumberMark.ArabicThousands));

    private static bool IsPair(NumberMark groups, NumberMark fraction) => groups switch
    {
        NumberMark.Comma => fraction == NumberMark.Point,
        NumberMark.Point => fraction == NumberMark.Comma,
        NumberMark.ArabicThousands => fraction is NumberMark.ArabicDecimal or NumberMark.Point,
        _ => fraction is NumberMark.Point or NumberMark.Comma or NumberMark.ArabicDecimal,
    };

    private static Reading ReadPoint(in WrittenNumber number, NumberFormat format, bool hasCurrency)
    {
        if (!number.IsGroupedByThree || number.HasExponent)
        {
            return Reading.Decimal;
        }

        return format switch
        {
            NumberFormat.DecimalPoint => Reading.Decimal,
            NumberFormat.DecimalComma => Reading.One,
            NumberFormat.Invariant when !hasCurrency => Reading.Decimal,
            NumberFormat.Invariant or NumberFormat.Strict => Reading.Two,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format is known."),
        };
    }

    private static Reading ReadComma(in WrittenNumber number, NumberFormat format)
    {
        if (number.Last == 0)
        {
            // What ends in a comma is a number of SWIFT: 380115,
            return number.First > 0 && !number.HasExponent ? Reading.Decimal : Reading.None;
        }

        if (format == NumberFormat.DecimalComma)
        {
            return Reading.Decimal;
        }

        if (number.First == 0)
        {
            return number.Last <= 2 ? Reading.Decimal : Reading.None;
        }

        // A lone zero is never a group. Other digits before the mark may be one that was padded or broken.
        var isLoneZero = number.First == 1 && number.StartsWithZero;
        if (number.Last != 3 || isLoneZero)
        {
            return Reading.Decimal;
        }

        var isGroup = number.IsGroupedByThree && !number.HasExponent && format != NumberFormat.Strict;
        return isGroup ? Reading.One : Reading.Two;
    }
}
