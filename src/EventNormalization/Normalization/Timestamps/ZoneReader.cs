using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Reads what a text says of its zone: offsets, zone names and IANA ids.</summary>
/// <remarks>
/// The names are those of RFC 5322 and <c>UTC</c>. Any other name has several meanings in the world and is read only if
/// the profile maps it, or if an offset stands beside it, which then decides.
/// </remarks>
internal static class ZoneReader
{
    private const int Hour = 3600;

    /// <summary>Reads all that may follow a time: a zone, its suffixes, a comment; the text must end there.</summary>
    public static bool TryReadToEnd(ref TimestampText text, out ZoneMark zone)
    {
        text.SkipBlanks();
        if (!TryRead(ref text, out zone))
        {
            return false;
        }

        if (text.Current == '[' && !ZoneSuffixReader.TryRead(ref text, ref zone))
        {
            return false;
        }

        if (!text.AtEnd && !zone.IsNone && !TryTakeComment(ref text, ref zone))
        {
            return text.Fail(TimestampFailures.End);
        }

        return text.AtEnd || text.Fail(TimestampFailures.End);
    }

    /// <summary>Reads the zone at the position; succeeds with no zone where neither a sign nor a letter stands.</summary>
    public static bool TryRead(ref TimestampText text, out ZoneMark zone)
    {
        zone = default;
        if (text.Current is (byte)'+' or (byte)'-')
        {
            return TryReadOffset(ref text, hourDigitsMin: 2, out zone) && TryReadNameAfterOffset(ref text, ref zone);
        }

        return !TimestampText.IsLetter(text.Current) || TryReadName(ref text, out zone);
    }

    /// <summary>Reads <c>+hh</c>, <c>+hhmm</c> or <c>+hh:mm</c>; <c>+h</c> only where the caller allows one digit.</summary>
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

        if (hour > 23 || minute > 59 || (text.Current == ':' && TimestampText.IsDigit(text.At(1))))
        {
            return text.Fail(TimestampFailures.Offset);
        }

        zone = new ZoneMark(unchecked(sign * ((Hour * hour) + (60 * minute))));
        return true;
    }

    /// <summary>
    /// Skips the name of the zone after an offset, as Go's Time.String writes it: <c>+0300 MSK</c>, <c>+0300 +03</c>,
    /// and then the monotonic clock, <c>m=+0.001</c>. The offset has decided already.
    /// </summary>
    private static bool TryReadNameAfterOffset(ref TimestampText text, ref ZoneMark zone)
    {
        var start = text.Position;
        if (!text.SkipBlanks())
        {
            return true;
        }

        var letters = text.CountLetters();
        if (ZoneNames.IsAbbreviation(text.Rest[..letters]))
        {
            text.Position = unchecked(text.Position + letters);
        }
        else if (text.Current is (byte)'+' or (byte)'-')
        {
            if (!TryReadOffset(ref text, hourDigitsMin: 2, out var again))
            {
                return false;
            }

            if (again.OffsetSeconds != zone.OffsetSeconds)
            {
                return text.Fail(TimestampFailures.Offset);
            }
        }
        else
        {
            text.Position = start;
        }

        return TryTakeMonotonicClock(ref text);
    }

    private static bool TryTakeMonotonicClock(ref TimestampText text)
    {
        var start = text.Position;
        if (text.SkipBlanks() && (text.TryTake("m=+"u8) || text.TryTake("m=-"u8)))
        {
            if (!text.TryTakeNumber(1, 9, out _))
            {
                return text.Fail(TimestampFailures.End);
            }

            ClockReader.ReadFraction(ref text);
            return true;
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
            return hasOffset || text.Fail(TimestampFailures.Offset);
        }

        return ZoneNames.TryFind(name, text.Rules, text.ZoneNaming, out zone) || text.Fail(
            ZoneNames.IsCentral(name) ? TimestampFailures.CentralTime : TimestampFailures.ZoneName);
    }

    /// <summary>Reads the offset glued to a name, <c>GMT+0200</c>, or after a blank, <c>CEST +02:00</c>.</summary>
    private static bool TryReadOffsetAfterName(
        ref TimestampText text, ReadOnlySpan<byte> name, out ZoneMark zone, out bool isValid)
    {
        var start = text.Position;
        var isGlued = !text.SkipBlanks();
        zone = default;
        isValid = false;
        if (!ZoneNames.IsAbbreviation(name) || text.Current is not ((byte)'+' or (byte)'-'))
        {
            text.Position = start;
            return false;
        }

        // Intl writes GMT+2 and UTC-5; beside any other name one digit is no offset that a tool writes.
        var hourDigitsMin = isGlued && ZoneNames.IsUtc(name) ? 1 : 2;
        isValid = TryReadOffset(ref text, hourDigitsMin, out zone);
        return true;
    }

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

    private static bool IsIdByte(byte value) =>
        TimestampText.IsLetter(value) || TimestampText.IsDigit(value) || value is (byte)'/' or (byte)'_' or (byte)'-'
            or (byte)'+';

    /// <summary>
    /// Takes one trailing comment, as RFC 2822 allows and JavaScript writes it: <c>(British Summer Time)</c>. After an
    /// IANA id, NodaTime writes the offset there, and that decides between two occurrences of the local time.
    /// </summary>
    private static bool TryTakeComment(ref TimestampText text, ref ZoneMark zone)
    {
        text.SkipBlanks();
        var comment = text.Rest;
        if (comment.Length < 2 || comment[0] != '(' || comment[1..].IndexOfAny("()"u8) != comment.Length - 2 ||
            comment[^1] != ')')
        {
            return false;
        }

        text.Position = unchecked(text.Position + 1);
        if (!zone.HasOffset && text.Current is (byte)'+' or (byte)'-')
        {
            if (!TryReadOffset(ref text, hourDigitsMin: 2, out var offset) || text.Current != ')')
            {
                return false;
            }

            zone = offset.CheckedBy(zone.Zone!);
        }

        text.Position = unchecked(text.Position + text.Rest.Length);
        return true;
    }
}
