using System;

namespace EventNormalization.Normalization;

/// <summary>Reads what a text says of its zone: offsets, zone names and IANA ids.</summary>
/// <remarks>
/// The names are those of RFC 5322 and <c>UTC</c>. Any other name has several meanings in the world and is read only if
/// the profile maps it, or if an offset stands beside it, which then decides. Two zones that contradict are refused.
/// </remarks>
internal static class ZoneReader
{
    private const int Hour = 3600;
    private const int QuarterHour = 900;
    private const int OffsetHoursMax = 18;

    /// <summary>Reads all that may follow a time: a zone, its suffixes, comments; the text must end there.</summary>
    public static bool TryReadToEnd(ref TimestampText text, out ZoneMark zone)
    {
        var hasWhiteSpace = text.SkipWhiteSpace();
        var isNamed = TimestampText.IsLetter(text.Current);
        if (!TryRead(ref text, out zone))
        {
            return false;
        }

        if (text.Current == '[' && !ZoneSuffixReader.TryRead(ref text, isNamed, ref zone))
        {
            return false;
        }

        while (!text.AtEnd && ZoneComments.TryTake(ref text, ref zone, out var isRead))
        {
            if (!isRead)
            {
                return false;
            }
        }

        return text.AtEnd || text.Fail(hasWhiteSpace && zone.IsNone && IsOffsetWithoutSign(text)
            ? TimestampFailures.LostPlus
            : TimestampFailures.End);
    }

    /// <summary>
    /// Reads the zone at the position; succeeds with no zone where neither a sign nor a letter stands.
    /// </summary>
    public static bool TryRead(ref TimestampText text, out ZoneMark zone)
    {
        zone = default;
        if (text.Current is (byte)'+' or (byte)'-')
        {
            // PostgreSQL and others print -5 after seconds; without them, 9:00-5 is a time from and to.
            return TryReadOffset(ref text, hourDigitsMin: text.HasSeconds ? 1 : 2, out zone)
                && TryReadNameAfterOffset(ref text, ref zone);
        }

        return !TimestampText.IsLetter(text.Current) || TryReadName(ref text, out zone);
    }

    /// <summary>
    /// Reads <c>+hh</c>, <c>+hhmm</c> or <c>+hh:mm</c>; <c>+h</c> and <c>+h:mm</c> only where the caller allows one
    /// digit.
    /// </summary>
    public static bool TryReadOffset(ref TimestampText text, int hourDigitsMin, out ZoneMark zone)
    {
        zone = default;
        var sign = text.Current == '-' ? -1 : 1;
        text.Position = unchecked(text.Position + 1);
        var digits = text.CountDigits();
        if (digits is 3 or > 4 || digits < hourDigitsMin || !text.TryTakeNumber(1, 4, out var hour))
        {
            return text.Fail(TimestampFailures.Offset);
        }

        var minute = 0;
        if (digits == 4)
        {
            (hour, minute) = Math.DivRem(hour, 100);
        }
        else if (text.TryTake(':') && !text.TryTakeNumber(2, 2, out minute))
        {
            return text.Fail(TimestampFailures.Offset);
        }

        var seconds = unchecked((Hour * hour) + (60 * minute));
        if (seconds > OffsetHoursMax * Hour || minute > 59 ||
            (text.Current == ':' && TimestampText.IsDigit(text.At(1))))
        {
            return text.Fail(TimestampFailures.Offset);
        }

        zone = new ZoneMark(unchecked(sign * seconds));
        return text.HasSeconds || IsOfSomeZone(zone.OffsetSeconds) || text.Fail(TimestampFailures.OffsetOfMinute);
    }

    /// <summary>Whether an offset is one that zones have now; others after a time without seconds are another
    /// time.</summary>
    public static bool IsOfSomeZone(int offsetSeconds) =>
        offsetSeconds is >= -12 * Hour and <= 14 * Hour && offsetSeconds % QuarterHour == 0;

    /// <summary>Reads an IANA id, which has a slash.</summary>
    private static bool TryReadIanaId(ref TimestampText text, out ZoneMark zone)
    {
        zone = default;
        var length = 0;
        while (IsIdByte(text.At(length)))
        {
            length = unchecked(length + 1);
        }

        if (IanaZones.Find(text.Rest[..length]) is not { } found)
        {
            return text.Fail(TimestampFailures.ZoneName);
        }

        text.Position = unchecked(text.Position + length);
        zone = new ZoneMark(found);
        return true;
    }

    /// <summary>
    /// Skips the name of the zone after an offset, as Go's Time.String writes it: <c>+0300 MSK</c>, <c>+0300 +03</c>,
    /// <c>+09:00 Asia/Tokyo</c>, and then the monotonic clock, <c>m=+0.001</c>. The offset has decided already.
    /// </summary>
    private static bool TryReadNameAfterOffset(ref TimestampText text, ref ZoneMark zone)
    {
        var start = text.Position;
        if (!text.SkipWhiteSpace())
        {
            return true;
        }

        var letters = text.CountLetters();
        var isRead = true;
        if (letters > 0 && text.At(letters) is (byte)'/' or (byte)'_')
        {
            isRead = TryCheckByIanaId(ref text, ref zone);
        }
        else if (ZoneNames.IsAbbreviation(text.Rest[..letters]))
        {
            isRead = TryPassAbbreviation(ref text, letters, zone.OffsetSeconds);
        }
        else if (text.Current is (byte)'+' or (byte)'-')
        {
            isRead = TryPassOffset(ref text, zone.OffsetSeconds);
        }
        else
        {
            text.Position = start;
        }

        return isRead && TryTakeMonotonicClock(ref text);
    }

    private static bool TryCheckByIanaId(ref TimestampText text, ref ZoneMark zone)
    {
        if (!TryReadIanaId(ref text, out var named))
        {
            return false;
        }

        zone = zone.CheckedBy(named.Zone!);
        return true;
    }

    private static bool TryPassAbbreviation(ref TimestampText text, int letters, int offsetSeconds)
    {
        var name = text.Rest[..letters];
        text.Position = unchecked(text.Position + letters);
        return !ZoneNames.Contradicts(name, offsetSeconds) || text.Fail(TimestampFailures.TwoZones);
    }

    private static bool TryPassOffset(ref TimestampText text, int offsetSeconds) =>
        (TryReadOffset(ref text, hourDigitsMin: 2, out var again) && again.OffsetSeconds == offsetSeconds)
            || text.Fail(TimestampFailures.TwoZones);

    private static bool TryTakeMonotonicClock(ref TimestampText text)
    {
        var start = text.Position;
        if (text.SkipWhiteSpace() && (text.TryTake("m=+"u8) || text.TryTake("m=-"u8)))
        {
            return (text.TryTakeNumber(1, 9, out _) && ClockReader.TryReadFraction(ref text, out _))
                || text.Fail(TimestampFailures.End);
        }

        text.Position = start;
        return true;
    }

    private static bool TryReadName(ref TimestampText text, out ZoneMark zone)
    {
        var letters = text.CountLetters();
        if (text.At(letters) is (byte)'/' or (byte)'_')
        {
            return TryReadIanaId(ref text, out zone);
        }

        var name = text.Rest[..letters];
        text.Position = unchecked(text.Position + letters);
        if (letters >= 2 && TryReadOffsetAfterName(ref text, name, out zone, out var hasOffset))
        {
            return hasOffset;
        }

        return ZoneNames.TryFind(name, text.Rules, text.ZoneNaming, out zone) || text.Fail(
            ZoneNames.IsCentral(name) ? TimestampFailures.CentralTime : TimestampFailures.ZoneName);
    }

    /// <summary>Reads the offset glued to a name, <c>GMT+0200</c>, or after a blank, <c>CEST +02:00</c>.</summary>
    private static bool TryReadOffsetAfterName(
        ref TimestampText text, ReadOnlySpan<byte> name, out ZoneMark zone, out bool isValid)
    {
        var start = text.Position;
        var isGlued = !text.SkipWhiteSpace();
        zone = default;
        isValid = false;
        if (!ZoneNames.IsAbbreviation(name) || text.Current is not ((byte)'+' or (byte)'-'))
        {
            text.Position = start;
            return false;
        }

        // Intl writes GMT+2 and UTC-5; beside any other name one digit is no offset that a tool writes.
        var isPart = isGlued && ZoneNames.IsUtc(name);
        isValid = TryReadOffset(ref text, isPart ? 1 : 2, out zone)
            && (isPart || !ZoneNames.Contradicts(name, zone.OffsetSeconds) || text.Fail(TimestampFailures.TwoZones));
        return true;
    }

    private static bool IsIdByte(byte value) =>
        TimestampText.IsLetter(value) || TimestampText.IsDigit(value) || value is (byte)'/' or (byte)'_' or (byte)'-'
            or (byte)'+';

    /// <summary>Whether hours and minutes end the text, which are an offset whose plus a URL made a blank.</summary>
    private static bool IsOffsetWithoutSign(in TimestampText text)
    {
        var digits = text.CountDigits();
        return digits == 4 ? text.Rest.Length == 4
            : digits == 2 && text.At(2) == ':' && text.CountDigitsAt(3) == 2 && text.Rest.Length == 5;
    }
}
