using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Texts of digits alone: numbers since the epoch, or <c>yyyyMMdd[HHmmss[SSS]]</c> of logs and file names.
/// </summary>
/// <remarks>
/// The number of digits tells them apart, except that ten, twelve and sixteen may be a number or a date with a time,
/// and
/// that an epoch unit in the profile makes every number one since the epoch; what then also reads as a date is
/// ambiguous.
/// </remarks>
internal static class DigitForms
{
    private const int DigitsWithSeconds = 14;

    public static ParseResult<Instant> Read(ReadOnlySpan<byte> digits, scoped in TimestampText text)
    {
        var isUnitDeclared = text.Rules.EpochUnit != EpochUnit.ByDigits;
        switch (digits.Length)
        {
            case 8 or 14 or 17:
                var date = ReadDate(digits, text);
                return isUnitDeclared ? ChooseBetween(EpochForms.ReadText(digits, text), date, text) : date;

            case 10 or 12 or 16 when !isUnitDeclared:
                return ReadNumberOrDate(digits, digits, text);

            case 4 or 6 when !isUnitDeclared:
                return TimestampFailures.NoDay;

            default:
                return EpochForms.ReadText(digits, text);
        }
    }

    /// <summary>Whether the whole text is digits, a point and digits.</summary>
    public static bool IsFraction(scoped in TimestampText text, int length)
    {
        var digits = text.CountDigits();
        return digits > 0 && text.At(digits) == '.' && unchecked(digits + 1 + text.CountDigitsAt(digits + 1)) == length;
    }

    /// <summary>
    /// Reads digits with a fraction. 14 of them may be a date as well, and 12 too, with the seconds after the point,
    /// as
    /// POSIX touch takes it.
    /// </summary>
    public static ParseResult<Instant> ReadFraction(ReadOnlySpan<byte> number, scoped in TimestampText text)
    {
        var isUnitDeclared = text.Rules.EpochUnit != EpochUnit.ByDigits;
        switch (text.CountDigits())
        {
            case 14:
                return ChooseBetween(EpochForms.ReadText(number, text), ReadDate(number, text), text);
            case 12 when !isUnitDeclared && number.Length == 15:
                Span<byte> withSeconds = stackalloc byte[DigitsWithSeconds];
                number[..12].CopyTo(withSeconds);
                number[13..].CopyTo(withSeconds[12..]);
                return ReadNumberOrDate(number, withSeconds, text);
            case 10 or 12 or 16 when !isUnitDeclared:
                return ReadNumberOrDate(number, number[..text.CountDigits()], text);
            default:
                return EpochForms.ReadText(number, text);
        }
    }

    /// <summary>Reads a date with a time to the hour, the minute or beyond as 14 digits.</summary>
    /// <remarks>What is read so are the years 1900 to 2099, in which a number of that many digits may be
    /// meant.</remarks>
    public static ParseResult<Instant> ReadAsDate(ReadOnlySpan<byte> digits, scoped in TimestampText text)
    {
        if (!digits.StartsWith("19"u8) && !digits.StartsWith("20"u8))
        {
            return TimestampFailures.Format;
        }

        Span<byte> padded = stackalloc byte[DigitsWithSeconds + 3];
        padded.Fill((byte)'0');
        digits.CopyTo(padded);
        padded = digits.Length <= DigitsWithSeconds ? padded[..DigitsWithSeconds] : padded;
        return ReadDate(padded, text);
    }

    private static ParseResult<Instant> ReadNumberOrDate(
        ReadOnlySpan<byte> number, ReadOnlySpan<byte> digits, scoped in TimestampText text)
    {
        var date = ReadAsDate(digits, text);
        var epoch = EpochForms.ReadText(number, text, date);
        return epoch.IsSuccess && date.IsSuccess
            ? TimestampFailures.SeveralReadings(epoch, date, text.LocalZone)
            : epoch;
    }

    private static ParseResult<Instant> ReadDate(ReadOnlySpan<byte> digits, scoped in TimestampText text)
    {
        var date = text.Of(digits);
        return CompactDates.Read(ref date);
    }

    private static ParseResult<Instant> ChooseBetween(
        ParseResult<Instant> epoch, ParseResult<Instant> date, scoped in TimestampText text) =>
        !date.IsSuccess ? epoch
        : !epoch.IsSuccess ? date
        : TimestampFailures.SeveralReadings(epoch, date, text.LocalZone);
}
