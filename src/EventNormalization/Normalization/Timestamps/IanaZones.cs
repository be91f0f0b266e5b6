using System;
using System.Collections.Frozen;
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

    /// <summary>The zone of an id, or <see langword="null"/> where the database has none.</summary>
    public static DateTimeZone? Find(ReadOnlySpan<byte> id)
    {
        Span<char> characters = stackalloc char[IdLengthMax];
        return id.Length <= IdLengthMax && IdsBySpan.TryGetValue(Widen(id, characters), out var known)
            ? Zones.GetZoneOrNull(known)
            : null;
    }

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
