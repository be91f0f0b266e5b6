using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Reads the suffixes of RFC 9557 (IXDTF): <c>[Europe/Paris][u-ca=gregory]</c>; Java and Temporal write them.
/// </summary>
/// <remarks>
/// An offset before the suffix decides; a zone marked critical, <c>[!Europe/Paris]</c>, must agree with it. Without an
/// offset the zone decides. A tag that is not understood is skipped unless it is marked critical. Java also writes
/// zones of a fixed offset, <c>[GMT+02:00]</c>.
/// </remarks>
internal static class ZoneSuffixReader
{
    /// <summary>Reads all suffixes and joins the zone in them to the one before them.</summary>
    /// <param name="text">The text, at the first suffix.</param>
    /// <param name="isNamed">Whether a name stands before the suffixes, which no zone may contradict.</param>
    /// <param name="zone">What stands before the suffixes, and afterwards the zone of both.</param>
    public static bool TryRead(ref TimestampText text, bool isNamed, ref ZoneMark zone)
    {
        // Z and -00:00 say that the local offset is unknown, so no zone contradicts them.
        var isOffsetUnknown = (text.At(-1) | 0x20) == 'z' || (text.At(-6) == '-' && zone.OffsetSeconds == 0);
        for (var isFirst = true; text.TryTake('['); isFirst = false)
        {
            var end = text.Rest.IndexOf((byte)']');
            if (end < 1)
            {
                return text.Fail(TimestampFailures.ZoneSuffix);
            }

            var isCritical = text.Current == '!';
            var tag = text.Rest[(isCritical ? 1 : 0)..end];
            text.Position = unchecked(text.Position + end + 1);
            var isRead = tag.Contains((byte)'=')
                ? IsTag(tag) && (!isCritical || IsGregorian(tag))
                : isFirst && (TryReadZone(tag, text, out var named)
                    ? TryJoin(ref zone, named, isCritical || isNamed, isOffsetUnknown)
                    : !isCritical && zone.HasOffset && IsTag(tag));
            if (!isRead)
            {
                return text.Fail(TimestampFailures.ZoneSuffix);
            }
        }

        return !zone.IsNone || text.Fail(TimestampFailures.ZoneSuffix);
    }

    /// <summary>Reads the name of a zone or a fixed offset.</summary>
    private static bool TryReadZone(ReadOnlySpan<byte> id, in TimestampText around, out ZoneMark named)
    {
        var offset = id.StartsWith("UTC"u8) || id.StartsWith("GMT"u8) ? id[3..] : id.StartsWith("UT"u8) ? id[2..] : id;
        if (!offset.IsEmpty && offset[0] is (byte)'+' or (byte)'-')
        {
            var text = around.Of(offset);
            return ZoneReader.TryReadOffset(ref text, hourDigitsMin: 2, out named) && text.AtEnd;
        }

        // The id is the whole identity of the zone, so names are those of the database alone.
        var found = id is [(byte)'Z'] ? DateTimeZone.Utc : IanaZones.Find(id);
        named = found is null ? default : new ZoneMark(found);
        return found is not null;
    }

    /// <summary>
    /// Puts the zone of the suffix to what stood before it; false where the two contradict each other.
    /// </summary>
    private static bool TryJoin(ref ZoneMark zone, in ZoneMark named, bool isCritical, bool isOffsetUnknown)
    {
        if (zone.IsNone)
        {
            zone = named;
            return true;
        }

        if (!zone.HasOffset)
        {
            zone = named.HasOffset ? named.CheckedBy(zone.Zone!) : zone;
            return named.HasOffset || named.Zone!.Id == zone.Zone!.Id;
        }

        if (isOffsetUnknown)
        {
            return true;
        }

        if (named.HasOffset)
        {
            return named.OffsetSeconds == zone.OffsetSeconds;
        }

        zone = isCritical ? zone.CheckedBy(named.Zone!) : zone;
        return true;
    }

    private static bool IsGregorian(ReadOnlySpan<byte> tag) =>
        tag.SequenceEqual("u-ca=gregory"u8) || tag.SequenceEqual("u-ca=iso8601"u8);

    private static bool IsTag(ReadOnlySpan<byte> tag)
    {
        foreach (var value in tag)
        {
            if (!TimestampText.IsLetter(value) && !TimestampText.IsDigit(value) &&
                value is not ((byte)'-' or (byte)'_' or (byte)'=' or (byte)'/' or (byte)'+' or (byte)'.'))
            {
                return false;
            }
        }

        return true;
    }
}
