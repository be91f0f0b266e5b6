using System;

namespace EventNormalization.Normalization;

/// <summary>Tells whether groups of digits are also an Internet address, such as <c>192.168.100.200</c>.</summary>
/// <remarks>
/// RFC 3986 section 3.2.2 writes one as four numbers from 0 to 255 between points, without zeros in front. Of those
/// only the ones with three digits in each but the first group look like an amount as well.
/// </remarks>
internal static class InternetAddress
{
    private const int GroupCount = 4;
    private const int GroupMax = 255;

    /// <summary>Whether the digits, set off by points, could be one.</summary>
    /// <param name="number">Has groups of three.</param>
    /// <param name="digits">All digits of the number.</param>
    public static bool IsWrittenAs(in WrittenNumber number, ReadOnlySpan<byte> digits)
    {
        if (number is not { Mark: NumberMark.Point, Marks: GroupCount - 1, OtherMark: NumberMark.None })
        {
            return false;
        }

        for (var start = number.First; start < digits.Length; start += 3)
        {
            if (digits[start] == 0 || ValueOf(digits.Slice(start, 3)) > GroupMax)
            {
                return false;
            }
        }

        return ValueOf(digits[..number.First]) <= GroupMax;
    }

    private static int ValueOf(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (10 * value) + digit;
        }

        return value;
    }
}
