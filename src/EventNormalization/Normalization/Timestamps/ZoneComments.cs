using System;

namespace EventNormalization.Normalization;

/// <summary>Reads what stands in parentheses after a time.</summary>
/// <remarks>
/// After a zone it is a comment of RFC 5322, which may be nested, as JavaScript writes one: <c>(British Summer
/// Time)</c>. An offset in it must be that of the zone, as NodaTime writes it after an IANA id, where it decides
/// between
/// two occurrences of the local time. Without a zone before it, it is the zone: <c>(UTC+00:00)</c>.
/// </remarks>
internal static class ZoneComments
{
    /// <summary>Takes blanks and one comment; returns false where none stands.</summary>
    public static bool TryTake(ref TimestampText text, ref ZoneMark zone, out bool isRead)
    {
        isRead = true;
        text.SkipWhiteSpace();
        if (text.Current != '(')
        {
            return false;
        }

        var length = LengthOf(text.Rest);
        if (length < 0)
        {
            isRead = text.Fail(TimestampFailures.End);
            return true;
        }

        var inside = text.Of(text.Rest[1..(length - 1)]);
        text.Position = unchecked(text.Position + length);
        var hasSign = inside.Rest.IndexOfAny("+-"u8) >= 0;
        var isZone = ZoneReader.TryRead(ref inside, out var named) && inside.AtEnd && !named.IsNone;
        isRead = zone.IsNone ? TryTakeZone(ref text, isZone, named, ref zone)
            : !isZone || !named.HasOffset || !hasSign || TryJoin(ref text, named, ref zone);
        return true;
    }

    private static bool TryTakeZone(ref TimestampText text, bool isZone, in ZoneMark named, ref ZoneMark zone)
    {
        zone = named;
        return isZone || text.Fail(TimestampFailures.ZoneName);
    }

    private static bool TryJoin(ref TimestampText text, in ZoneMark named, ref ZoneMark zone)
    {
        if (!zone.HasOffset)
        {
            zone = named.CheckedBy(zone.Zone!);
            return true;
        }

        return zone.OffsetSeconds == named.OffsetSeconds || text.Fail(TimestampFailures.TwoZones);
    }

    /// <summary>The length of the comment with all comments inside, or -1 where it does not end.</summary>
    private static int LengthOf(ReadOnlySpan<byte> rest)
    {
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }
}
