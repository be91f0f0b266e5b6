using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Zones as members of events name them.</summary>
internal static class ZoneMembers
{
    private const int HoursMax = 14;

    /// <summary>The zone of a mapped name, an IANA id, a name of RFC 5322 or an offset; null if none.</summary>
    public static DateTimeZone? Find(ReadOnlySpan<byte> text, TimestampRules rules)
    {
        if (ZoneNames.TryFind(text, rules, ZoneNaming.Mail, out var mark))
        {
            return mark.Zone ?? DateTimeZone.ForOffset(Offset.FromSeconds(mark.OffsetSeconds));
        }

        return IanaZones.Find(text) ?? FindOffset(text);
    }

    /// <summary>The zone of an offset: ±hh, ±hhmm or ±hh:mm, with UTC or GMT before it or not.</summary>
    private static DateTimeZone? FindOffset(ReadOnlySpan<byte> text)
    {
        text = text.Length > 3 && ZoneNames.IsUtc(text[..3]) ? text[3..] : text;
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return null;
        }

        if (text.Length == 6 && text[3] != ':')
        {
            return null;
        }

        var hours = TwoDigits(text[1..3]);
        var minutes = text.Length == 3 ? 0 : TwoDigits(text[^2..]);
        if (hours is < 0 or > HoursMax || minutes is < 0 or > 59 || (hours == HoursMax && minutes > 0))
        {
            return null;
        }

        var offset = Offset.FromHoursAndMinutes(hours, minutes);
        return DateTimeZone.ForOffset(text[0] == '-' ? -offset : offset);
    }

    private static int TwoDigits(ReadOnlySpan<byte> text) =>
        text.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? -1 : (10 * (text[0] - '0')) + text[1] - '0';
}
