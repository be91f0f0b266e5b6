using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Numbers since 1970-01-01T00:00:00Z, as JSON numbers and as text, with a decimal fraction or without.
/// </summary>
/// <remarks>
/// JavaScript and Java send milliseconds, most others seconds, some micro- and nanoseconds. The digits before the point
/// tell which, for instants from 2001 to 2286; every other number needs the profile's word. No double is involved, so a
/// fraction is kept exactly to the nanosecond.
/// </remarks>
internal static class EpochForms
{
    private const int NanosecondsPerSecond = 1_000_000_000;
    private const long SecondsToAppleEpoch = 978_307_200;

    /// <summary>Reads a JSON number, which may have an exponent.</summary>
    public static ParseResult<Instant> ReadJsonNumber(ReadOnlySpan<byte> number, scoped in TimestampText text)
    {
        if (TryReadWhole(number, text.Rules.EpochUnit, out var instant))
        {
            return instant;
        }

        Span<byte> digits = stackalloc byte[EpochDecimal.BytesMax];
        return EpochDecimal.TryRead(number, digits, out var value)
            ? Read(value, text, TimestampFailures.Format)
            : TimestampFailures.Format;
    }

    /// <summary>
    /// Reads a text: digits, at most one point, an exponent after a single digit before the point as tools write it,
    /// and
    /// a minus sign if the unit is declared.
    /// </summary>
    public static ParseResult<Instant> ReadText(ReadOnlySpan<byte> number, scoped in TimestampText text) =>
        ReadText(number, text, TimestampFailures.Format);

    /// <summary>Reads a text that may be a date as well, which is named where the digits tell no unit.</summary>
    public static ParseResult<Instant> ReadText(
        ReadOnlySpan<byte> number, scoped in TimestampText text, ParseResult<Instant> date)
    {
        if (TryReadWhole(number, text.Rules.EpochUnit, out var instant))
        {
            return instant;
        }

        Span<byte> digits = stackalloc byte[EpochDecimal.BytesMax];
        return (number.IndexOfAny("eE+"u8) < 0 || HasExponent(number))
            && EpochDecimal.TryRead(number, digits, out var value)
            ? Read(value, text, date)
            : TimestampFailures.Format;
    }

    /// <summary>Reads a number in a form that names its unit; digits that tell another one are ambiguous.</summary>
    public static ParseResult<Instant> ReadNamed(
        ReadOnlySpan<byte> number, EpochUnit unit, scoped in TimestampText text)
    {
        Span<byte> digits = stackalloc byte[EpochDecimal.BytesMax];
        if (number.IndexOfAny("eE+"u8) >= 0 || !EpochDecimal.TryRead(number, digits, out var value))
        {
            return TimestampFailures.Format;
        }

        var told = UnitOf(value);
        var reading = Convert(value, unit, text);
        return told == EpochUnit.ByDigits || told == unit
            ? reading
            : TimestampFailures.TwoUnits(reading, Convert(value, told, text), text.LocalZone);
    }

    /// <summary>Whether a number is written as one digit with an exponent: <c>1.7053146E9</c>.</summary>
    public static bool HasExponent(ReadOnlySpan<byte> number) =>
        number.Length > 2 && number[0] is >= (byte)'1' and <= (byte)'9'
        && number[1] is (byte)'.' or (byte)'e' or (byte)'E'
        && number.IndexOfAny("eE"u8) > 0;

    /// <summary>Reads the usual numbers: 10, 13, 16 or 19 digits whose count is their unit.</summary>
    private static bool TryReadWhole(ReadOnlySpan<byte> number, EpochUnit unit, out Instant instant)
    {
        instant = default;
        if (unit != EpochUnit.ByDigits || number.Length is < 10 or > 19 || number[0] == '0')
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

    private static ParseResult<Instant> Read(
        scoped EpochDecimal value, scoped in TimestampText text, ParseResult<Instant> date)
    {
        var unit = text.Rules.EpochUnit;
        if (unit != EpochUnit.ByDigits)
        {
            return Convert(value, unit, text);
        }

        unit = UnitOf(value);
        return unit != EpochUnit.ByDigits ? Convert(value, unit, text)
            : value.IsNegative || value.HasLeadingZero ? TimestampFailures.EpochDigits
            : value.IntegerDigits switch
            {
                // Seconds until 2001 have nine digits, and so do those that Apple counts from 2001 on.
                9 => TimestampFailures.SeveralUnits(
                    [Convert(value, EpochUnit.Seconds, text), Convert(value, EpochUnit.AppleSeconds, text)],
                    text.LocalZone),
                12 => TimestampFailures.SeveralUnits(
                    [Convert(value, EpochUnit.Milliseconds, text), date], text.LocalZone),
                _ => TimestampFailures.EpochDigits,
            };
    }

    private static ParseResult<Instant> Convert(
        scoped EpochDecimal value, EpochUnit unit, scoped in TimestampText text)
    {
        if (unit is EpochUnit.ExcelDays or EpochUnit.Days)
        {
            return EpochDays.Convert(value, unit, text);
        }

        if (!value.TrySplit(DecimalsOf(unit), out var second, out var nanosecond))
        {
            return TimestampFailures.Range;
        }

        if (value.HasDigitsBelowNanosecond(DecimalsOf(unit)))
        {
            return TimestampFailures.Precision;
        }

        var start = StartOf(unit);
        if (!value.IsNegative)
        {
            return LocalTimeResolver.ToInstant(start + second, nanosecond);
        }

        return nanosecond == 0
            ? LocalTimeResolver.ToInstant(start - second, 0)
            : LocalTimeResolver.ToInstant(start - second - 1, NanosecondsPerSecond - nanosecond);
    }

    /// <summary>The unit that the digits of a number tell, or <see cref="EpochUnit.ByDigits"/> for none.</summary>
    private static EpochUnit UnitOf(scoped EpochDecimal value) =>
        value.IsNegative || value.HasLeadingZero ? EpochUnit.ByDigits : UnitOf(value.IntegerDigits);

    private static EpochUnit UnitOf(int digits) => digits switch
    {
        10 => EpochUnit.Seconds,
        13 => EpochUnit.Milliseconds,
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
        EpochUnit.ByDigits => 0,
        _ => throw Unknown(unit),
    };

    /// <summary>How many decimal places the unit is smaller than a second.</summary>
    private static int DecimalsOf(EpochUnit unit) => unit switch
    {
        EpochUnit.Milliseconds => 3,
        EpochUnit.Microseconds => 6,
        EpochUnit.Nanoseconds => 9,
        EpochUnit.DotnetTicks or EpochUnit.WindowsFileTime => 7,
        EpochUnit.Seconds or EpochUnit.AppleSeconds => 0,
        _ => throw Unknown(unit),
    };

    /// <summary>The second since 1970 from which the unit counts.</summary>
    private static long StartOf(EpochUnit unit) => unit switch
    {
        EpochUnit.AppleSeconds => SecondsToAppleEpoch,
        EpochUnit.DotnetTicks => -62_135_596_800,
        EpochUnit.WindowsFileTime => -11_644_473_600,
        EpochUnit.Seconds or EpochUnit.Milliseconds or EpochUnit.Microseconds or EpochUnit.Nanoseconds => 0,
        _ => throw Unknown(unit),
    };

    private static InvalidOperationException Unknown(EpochUnit unit) => new($"No such unit counts seconds: {unit}.");
}
