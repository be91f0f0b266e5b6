using System;
using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace EventNormalization.Normalization;

/// <summary>Reads a zone that stands beside a local time rather than in its text: in a member, or as iCalendar's
/// TZID.</summary>
/// <remarks>
/// A name of the profile, an id of the IANA database, a zone of Windows as Microsoft Graph writes it, an offset such as
/// <c>+02:00</c>, or a name with one meaning such as <c>EST</c>. What is none of them is refused: it is not UTC. So is
/// an id that is also the name of one offset of its zone, such as <c>CET</c>, which PHP writes beside winter time.
/// </remarks>
internal static class ZoneTexts
{
    private const int NameLengthMax = 64;

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> WindowsIds =
        FrozenDictionary.ToFrozenDictionary(
            TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The zone of a text, or <see langword="null"/> where it names none.</summary>
    public static DateTimeZone? Find(ReadOnlySpan<byte> utf8, TimestampRules rules)
    {
        if (utf8.IsEmpty || utf8.Length > NameLengthMax)
        {
            return null;
        }

        Span<char> characters = stackalloc char[NameLengthMax];
        var name = IanaZones.Widen(utf8, characters);
        if (rules.FindZone(name) is { } mapped)
        {
            return mapped;
        }

        // The id UTC is the zone that the reader of local times knows as the one without changes.
        if (ZoneNames.IsUtc(utf8) || utf8 is [(byte)'Z'])
        {
            return DateTimeZone.Utc;
        }

        if (IanaZones.IsAlsoOffset(name))
        {
            return null;
        }

        return IanaZones.Find(utf8)
            ?? (WindowsIds.TryGetValue(name, out var id) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null)
            ?? FindOffset(utf8, rules);
    }

    private static DateTimeZone? FindOffset(ReadOnlySpan<byte> utf8, TimestampRules rules)
    {
        var text = new TimestampText(utf8, rules);
        return ZoneReader.TryRead(ref text, out var zone) && text.AtEnd && zone.HasOffset
            ? DateTimeZone.ForOffset(Offset.FromSeconds(zone.OffsetSeconds))
            : zone.Zone;
    }
}
