using System;
using System.Collections.Frozen;
using System.Linq;
using System.Text;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>The zones of the IANA database that NodaTime brings along; ids are compared without case.</summary>
internal static class IanaZones
{
    private const int IdLengthMax = 64;

    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    private static readonly FrozenSet<string> Ids = FrozenSet.ToFrozenSet(Zones.Ids, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IdsBySpan =
        Ids.GetAlternateLookup<ReadOnlySpan<char>>();

    // The first instants of 2000 and of 2024: what a zone did before is not asked about in event streams.
    private static readonly Interval Asked = new(
        Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 0, 0));

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IdsOfOffsets = Zones.Ids
        .Where(id => ZoneAbbreviations.Contains(Encoding.ASCII.GetBytes(id)) && ChangesClocks(Zones[id]))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Whether an id is also the abbreviation of one of the offsets that its zone has, as <c>CET</c> is.
    /// </summary>
    public static bool IsAlsoOffset(ReadOnlySpan<char> id) => IdsOfOffsets.Contains(id);

    /// <summary>The zone of an id, or <see langword="null"/> where the database has none.</summary>
    public static DateTimeZone? Find(ReadOnlySpan<byte> id)
    {
        Span<char> characters = stackalloc char[IdLengthMax];
        return id.Length <= IdLengthMax && IdsBySpan.TryGetValue(Widen(id, characters), out var known)
            ? Zones.GetZoneOrNull(known)
            : null;
    }

    private static bool ChangesClocks(DateTimeZone zone) => zone.GetZoneIntervals(Asked).Skip(1).Any();

    /// <summary>The characters of ASCII bytes; a byte beyond ASCII becomes one that is in no id.</summary>
    internal static ReadOnlySpan<char> Widen(ReadOnlySpan<byte> ascii, Span<char> characters)
    {
        for (var i = 0; i < ascii.Length; i++)
        {
            characters[i] = ascii[i] < 0x80 ? (char)ascii[i] : '\uFFFD';
        }

        return characters[..ascii.Length];
    }
}
