using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Numbers since 1970-01-01T00:00:00Z, as JSON numbers and as text, with a decimal fraction or without.
/// </summary>
/// <remarks>
/// JavaScript and Java send milliseconds, most others seconds, some micro- and nanoseconds. The digits before the point
/// tell which, for instants from 1973 to 2286; every other number needs the profile's word. No double is involved, so a
/// fraction is kept exactly to the nanosecond.
/// </remarks>
internal static class EpochForms
{
    private const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Reads a JSON number, which may have an exponent.</summary>
    public static ParseResult<Instant> ReadJsonNumber(ReadOnlySpan<byte> number, EpochUnit unit)
    {
        if (TryReadWhole(number, unit, out var instant))
        {
            return instant;
        }

        Span<byte> digits = stackalloc byte[EpochDecimal.BytesMax];
        return EpochDecimal.TryRead(number, digits, out var value) ? Convert(value, unit) : TimestampFailures.Format;
    }

    /// <summary>Reads a text, which has digits, at most one point, and a minus sign if the unit is declared.</summary>
    public static ParseResult<Instant> ReadText(ReadOnlySpan<byte> number, EpochUnit unit)
    {
        if (TryReadWhole(number, unit, out var instant))
        {
            return instant;
        }

        Span<byte> digits = stackalloc byte[EpochDecimal.BytesMax];
        return number.IndexOfAny("eE+"u8) < 0 && EpochDecimal.TryRead(number, digits, out var value)
            ? Convert(value, unit)
            : TimestampFailures.Format;
    }

    /// <summary>Reads the usual numbers: 9, 10, 12, 13, 16 or 19 digits whose count is their unit.</summary>
    private static bool TryReadWhole(ReadOnlySpan<byte> number, EpochUnit unit, out Instant instant)
    {
        instant = default;
        if (unit != EpochUnit.ByDigits || number.Length is < 9 or > 19 || number[0] == '0')
        {
            return false;
        }

        var value = 0UL;
        foreach (var digit in number)
        {
            var digitValue = unchecked((uint)(digit - '0'));
            if (digitValue > 9)
            {
                return false;
            }

            value = unchecked((10 * value) + digitValue);
        }

        var perSecond = PerSecond(UnitOf(number.Length));
        if (perSecond == 0)
        {
            return false;
        }

        var second = value / perSecond;
        var nanosecond = unchecked((value - (second * perSecond)) * (NanosecondsPerSecond / perSecond));
        instant = LocalTimeResolver.ToInstant((long)second, (int)nanosecond).Value;
        return true;
    }

    private static ParseResult<Instant> Convert(EpochDecimal value, EpochUnit unit)
    {
        if (unit == EpochUnit.ByDigits)
        {
            unit = value.IsNegative || value.HasLeadingZero ? EpochUnit.ByDigits : UnitOf(value.IntegerDigits);
            if (unit == EpochUnit.ByDigits)
            {
                return TimestampFailures.EpochDigits;
            }
        }

        if (!value.TrySplit(DecimalsOf(unit), out var second, out var nanosecond))
        {
            return TimestampFailures.Range;
        }

        if (!value.IsNegative)
        {
            return LocalTimeResolver.ToInstant(second, nanosecond);
        }

        return nanosecond == 0
            ? LocalTimeResolver.ToInstant(-second, 0)
            : LocalTimeResolver.ToInstant(-second - 1, NanosecondsPerSecond - nanosecond);
    }

    /// <summary>The unit that a number of digits stands for, or <see cref="EpochUnit.ByDigits"/> for none.</summary>
    private static EpochUnit UnitOf(int digits) => digits switch
    {
        9 or 10 => EpochUnit.Seconds,
        12 or 13 => EpochUnit.Milliseconds,
        16 => EpochUnit.Microseconds,
        19 => EpochUnit.Nanoseconds,
        _ => EpochUnit.ByDigits,
    };

    private static uint PerSecond(EpochUnit unit) => unit switch
    {
        EpochUnit.Seconds => 1,
        EpochUnit.Milliseconds => 1_000,
        EpochUnit.Microseconds => 1_000_000,
        EpochUnit.Nanoseconds => NanosecondsPerSecond,
        _ => 0,
    };

    /// <summary>How many decimal places the unit is smaller than a second.</summary>
    private static int DecimalsOf(EpochUnit unit) => unit switch
    {
        EpochUnit.Milliseconds => 3,
        EpochUnit.Microseconds => 6,
        EpochUnit.Nanoseconds => 9,
        _ => 0,
    };
}
