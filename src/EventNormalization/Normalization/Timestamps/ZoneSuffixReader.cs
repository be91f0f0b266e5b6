using System;

namespace EventNormalization.Normalization;

/// <summary>Reads the suffixes of RFC 9557 (IXDTF): <c>[Europe/Paris][u-ca=gregory]</c>; Java and Temporal write them.</summary>
/// <remarks>
/// An offset before the suffix decides; a zone marked critical, <c>[!Europe/Paris]</c>, must agree with it. Without an
/// offset the zone decides. A tag that is not understood is skipped unless it is marked critical.
/// </remarks>
internal static class ZoneSuffixReader
{
    public static bool TryRead(ref TimestampText text, ref ZoneMark zone)
    {
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
                : isFirst && TryReadZone(tag, isCritical, text.Rules, ref zone);
            if (!isRead)
            {
                return text.Fail(TimestampFailures.ZoneSuffix);
            }
        }

        return !zone.IsNone || text.Fail(TimestampFailures.ZoneSuffix);
    }

    private static bool TryReadZone(ReadOnlySpan<byte> id, bool isCritical, TimestampRules rules, ref ZoneMark zone)
    {
        if (id.IsEmpty)
        {
            return false;
        }

        if (id[0] is (byte)'+' or (byte)'-')
        {
            return TryReadOffset(id, rules, ref zone);
        }

        // The first zone id is the whole identity of the zone, so names are those of the database alone.
        var found = id is [(byte)'Z'] ? NodaTime.DateTimeZone.Utc : IanaZones.Find(id);
        if (!zone.HasOffset)
        {
            zone = found is null ? zone : new ZoneMark(found);
            return found is not null;
        }

        // In RFC 9557, Z says that the local offset is unknown, so no zone contradicts it.
        zone = isCritical && found is not null && zone.OffsetSeconds != 0 ? zone.CheckedBy(found) : zone;
        return found is not null || (!isCritical && IsTag(id));
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> id, TimestampRules rules, ref ZoneMark zone)
    {
        var text = new TimestampText(id, rules);
        if (!ZoneReader.TryReadOffset(ref text, hourDigitsMin: 2, out var offset) || !text.AtEnd ||
            (zone.HasOffset && zone.OffsetSeconds != 0 && zone.OffsetSeconds != offset.OffsetSeconds))
        {
            return false;
        }

        zone = zone.HasOffset ? zone : offset;
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
