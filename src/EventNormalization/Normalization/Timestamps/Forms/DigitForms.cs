using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Texts of digits alone: numbers since the epoch, or <c>yyyyMMdd[HHmmss[SSS]]</c> of logs and file names.
/// </summary>
/// <remarks>
/// The number of digits tells them apart, except that twelve may be milliseconds or <c>yyyyMMddHHmm</c>, and that an
/// epoch unit in the profile makes every number one since the epoch; what then also reads as a date is ambiguous.
/// </remarks>
internal static class DigitForms
{
    public static ParseResult<Instant> Read(ReadOnlySpan<byte> digits, TimestampRules rules)
    {
        var isUnitDeclared = rules.EpochUnit != EpochUnit.ByDigits;
        switch (digits.Length)
        {
            case 8 or 14 or 17:
                var text = new TimestampText(digits, rules);
                var date = CompactDates.Read(ref text);
                return isUnitDeclared ? ChooseBetween(EpochForms.ReadText(digits, rules.EpochUnit), date) : date;

            case 12 when !isUnitDeclared:
                return ChooseBetween(EpochForms.ReadText(digits, rules.EpochUnit), ReadToTheMinute(digits, "00"u8, rules));

            case 4 or 6 when !isUnitDeclared:
                return TimestampFailures.NoDay;

            default:
                return EpochForms.ReadText(digits, rules.EpochUnit);
        }
    }

    /// <summary>Whether the whole text is digits, a point and digits.</summary>
    public static bool IsFraction(ref TimestampText text, int length)
    {
        var digits = text.CountDigits();
        return digits > 0 && text.At(digits) == '.' && unchecked(digits + 1 + text.CountDigitsAt(digits + 1)) == length;
    }

    /// <summary>
    /// Reads digits with a fraction; 14 of them may be a date as well, and 12 too, with the seconds behind the point, as
    /// POSIX touch takes it.
    /// </summary>
    public static ParseResult<Instant> ReadFraction(ReadOnlySpan<byte> number, TimestampRules rules)
    {
        var epoch = EpochForms.ReadText(number, rules.EpochUnit);
        var text = new TimestampText(number, rules);
        switch (text.CountDigits())
        {
            case 14:
                return ChooseBetween(epoch, CompactDates.Read(ref text));
            case 12 when rules.EpochUnit == EpochUnit.ByDigits:
                var seconds = number.Length == 15 && number[13] < '6' ? number[13..] : "00"u8;
                return ChooseBetween(epoch, ReadToTheMinute(number[..12], seconds, rules));
            default:
                return epoch;
        }
    }

    /// <summary>Reads <c>yyyyMMddHHmm</c> by giving it the two digits of seconds that it lacks.</summary>
    private static ParseResult<Instant> ReadToTheMinute(
        ReadOnlySpan<byte> digits, ReadOnlySpan<byte> seconds, TimestampRules rules)
    {
        Span<byte> withSeconds = stackalloc byte[14];
        digits.CopyTo(withSeconds);
        seconds.CopyTo(withSeconds[12..]);
        var text = new TimestampText(withSeconds, rules);
        return CompactDates.Read(ref text);
    }

    private static ParseResult<Instant> ChooseBetween(ParseResult<Instant> epoch, ParseResult<Instant> date) =>
        !date.IsSuccess ? epoch
        : !epoch.IsSuccess ? date
        : TimestampFailures.EpochOrDate(epoch, date);
}
