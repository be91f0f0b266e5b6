using System;

namespace EventNormalization.Normalization;

/// <summary>Reads <c>[-]digits[.digits]</c> of at most 18 digits, the form of nearly every amount.</summary>
internal static class FastDecimals
{
    private const int DigitsMax = 18;

    /// <summary>Reads the whole text; false where it has another form, which says nothing about the text.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out decimal value)
    {
        value = default;
        unchecked
        {
            var start = !text.IsEmpty && text[0] == '-' ? 1 : 0;
            if (text.Length > DigitsMax + 2 || !TryReadDigits(text, start, out var coefficient, out var point))
            {
                return false;
            }

            var fraction = text.Length - point - 1;
            var digits = text.Length - start - (fraction < 0 ? 0 : 1);
            if (fraction == 0 || point == start || digits > DigitsMax)
            {
                return false;
            }

            var isNegative = start != 0 && coefficient != 0;
            var scale = (byte)Math.Max(0, fraction);
            value = new decimal((int)coefficient, (int)(coefficient >> 32), 0, isNegative, scale);
            return true;
        }
    }

    /// <summary>Reads digits and at most one point, whose place is the text's end if there is none.</summary>
    private static bool TryReadDigits(ReadOnlySpan<byte> text, int start, out ulong coefficient, out int point)
    {
        unchecked
        {
            coefficient = 0;
            point = text.Length;
            for (var i = start; i < text.Length; i++)
            {
                var digit = (uint)(text[i] - '0');
                if (digit <= 9)
                {
                    coefficient = (10 * coefficient) + digit;
                }
                else if (text[i] == '.' && point == text.Length)
                {
                    point = i;
                }
                else
                {
                    return false;
                }
            }

            return true;
        }
    }
}
