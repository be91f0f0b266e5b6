using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Dates after a mark that names their standard: those of PDF and those of iCalendar.</summary>
internal static class PrefixedDates
{
    private const int DigitsMin = 8;
    private const int DigitsMax = 14;

    /// <summary>
    /// Reads a date of ISO 32000, <c>D:20231128140509+01'00'</c>, with any part left out after the day.
    /// </summary>
    public static ParseResult<Instant> ReadPdf(ref TimestampText text)
    {
        text.TryTake("D:"u8);
        var digits = text.CountDigits();
        if (digits is 4 or 6)
        {
            return TimestampFailures.NoDay;
        }

        if (digits is < DigitsMin or > DigitsMax || digits % 2 != 0)
        {
            return TimestampFailures.Format;
        }

        var rest = text.Rest[digits..];
        Span<byte> plain = stackalloc byte[DigitsMax + "+hhmm".Length];
        text.Rest[..digits].CopyTo(plain);
        if (!TryCopyZone(rest, plain[digits..], out var length))
        {
            return TimestampFailures.Offset;
        }

        var date = text.Of(plain[..(digits + length)]);
        return CompactDates.ReadDateAndTime(ref date, (digits - DigitsMin) / 2);
    }

    /// <summary>
    /// Reads a local time of RFC 5545 with its zone, <c>TZID=America/New_York:19991230T193000</c>, from the zone on.
    /// </summary>
    public static ParseResult<Instant> ReadCalendar(ref TimestampText text)
    {
        var colon = text.Rest.LastIndexOf((byte)':');
        if (colon < 1)
        {
            return TimestampFailures.Format;
        }

        var id = text.Rest[..colon];
        id = id.Length > 2 && id[0] == '"' && id[^1] == '"' ? id[1..^1] : id;
        if (ZoneTexts.Find(id, text.Rules) is not { } zone)
        {
            return TimestampFailures.ZoneName;
        }

        // RFC 5545 allows no UTC after a zone, nor any other zone.
        var local = text.Rest[(colon + 1)..];
        var time = new TimestampText(local, text.Rules) { LocalZone = zone };
        return time.CountDigits() == DigitsMin && (local.Length == DigitsMin || local[DigitsMin] == 'T')
            && local[Math.Min(local.Length, DigitsMin + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            ? CompactDates.Read(ref time)
            : TimestampFailures.Format;
    }

    /// <summary>Gives the zone without the apostrophes: <c>Z</c>, <c>Z00'00'</c>, <c>+01'00'</c>,
    /// <c>-05'00</c>.</summary>
    private static bool TryCopyZone(ReadOnlySpan<byte> zone, Span<byte> plain, out int length)
    {
        length = 0;
        if (zone.IsEmpty || zone.SequenceEqual("Z"u8) ||
            zone.SequenceEqual("Z00'00'"u8) || zone.SequenceEqual("Z00'00"u8))
        {
            "+0000"u8[..(zone.IsEmpty ? 0 : 5)].CopyTo(plain);
            length = zone.IsEmpty ? 0 : 5;
            return true;
        }

        if (zone.Length is not (3 or 4 or 6 or 7) || zone[0] is not ((byte)'+' or (byte)'-') ||
            (zone.Length > 3 && zone[3] != '\'') || (zone.Length == 7 && zone[6] != '\''))
        {
            return false;
        }

        "+0000"u8.CopyTo(plain);
        zone[..3].CopyTo(plain);
        (zone.Length >= 6 ? zone.Slice(4, 2) : "00"u8).CopyTo(plain[3..]);
        length = 5;
        return plain[1..length].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
