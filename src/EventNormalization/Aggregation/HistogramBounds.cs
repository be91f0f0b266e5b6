using System;

namespace EventNormalization.Aggregation;

/// <summary>The bounds of histograms: 1, 2 and 5 times every power of ten, 0, and the same with a minus.</summary>
/// <remarks>
/// A bin reaches from its bound to the next one, which is not in it, so the bin of 0 has nothing but zero. The bins of
/// negative values are numbered downwards from -1.
/// </remarks>
internal static class HistogramBounds
{
    private static readonly decimal[] Positive = MakePositive();

    /// <summary>The number of the lowest bin; its bound is that of decimals, which is no power of ten.</summary>
    public static int BinMin => -Positive.Length - 1;

    /// <summary>The number of the highest bin.</summary>
    public static int BinMax => Positive.Length;

    /// <summary>The bin of a value.</summary>
    public static int BinOf(decimal value)
    {
        if (value == 0)
        {
            return 0;
        }

        var found = Array.BinarySearch(Positive, Math.Abs(value));
        if (value > 0)
        {
            return found >= 0 ? found + 1 : ~found;
        }

        // Below zero, the bound at or before a value is the one farther from zero.
        return found >= 0 ? -found - 1 : -~found - 1;
    }

    /// <summary>The least value of a bin.</summary>
    public static decimal LowerOf(int bin) =>
        bin == 0 ? 0
        : bin > 0 ? Positive[bin - 1]
        : bin == BinMin ? decimal.MinValue
        : -Positive[-bin - 1];

    private static decimal[] MakePositive()
    {
        // From 10^-28 to 5 * 10^28, the greatest bound that a decimal holds.
        var bounds = new decimal[3 * ((2 * ExactSum.ScaleMax) + 1)];
        for (var i = 0; i < bounds.Length; i++)
        {
            var exponent = (i / 3) - ExactSum.ScaleMax;
            var digit = (i % 3) switch { 0 => 1, 1 => 2, _ => 5 };
            bounds[i] = exponent <= 0
                ? new decimal(digit, 0, 0, false, (byte)-exponent)
                : (decimal)(DecimalPowers.Of(exponent) * (uint)digit);
        }

        return bounds;
    }
}
