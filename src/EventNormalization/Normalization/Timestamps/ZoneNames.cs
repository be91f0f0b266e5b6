using System;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>The zone names that mean one offset: those of RFC 5322 section 4.3, <c>UTC</c> and <c>Z</c>.</summary>
internal static class ZoneNames
{
    private const int NameLengthMax = 32;
    private const int Hour = 3600;

    /// <summary>The meaning of a name: the profile's if it has one, else that of RFC 5322.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, TimestampRules rules, ZoneNaming naming, out ZoneMark zone)
    {
        if (!rules.ZoneNames.IsEmpty && name.Length <= NameLengthMax)
        {
            Span<char> characters = stackalloc char[NameLengthMax];
            if (rules.FindZone(IanaZones.Widen(name, characters)) is { } mapped)
            {
                zone = new ZoneMark(mapped);
                return true;
            }
        }

        var isKnown = TryFindHours(name, naming, out var hours);
        zone = isKnown ? new ZoneMark(unchecked(Hour * hours)) : default;
        return isKnown;
    }

    public static bool IsUtc(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "UTC"u8) || Ascii.EqualsIgnoreCase(name, "GMT"u8);

    /// <summary>Whether a word can stand beside an offset as the name of a zone.</summary>
    /// <remarks>The offset decides, but <c>ago</c> or <c>BC</c> there would mean something else.</remarks>
    public static bool IsAbbreviation(ReadOnlySpan<byte> name) => ZoneAbbreviations.Contains(name) || IsUtc(name);

    /// <summary>Whether a name of the list has another offset than the one beside it.</summary>
    public static bool Contradicts(ReadOnlySpan<byte> name, int offsetSeconds) =>
        name.Length is 2 or 3 && TryFindHours(name, ZoneNaming.Plain, out var hours)
        && unchecked(Hour * hours) != offsetSeconds;

    public static bool IsCentral(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "CST"u8) || Ascii.EqualsIgnoreCase(name, "CDT"u8);

    private static bool TryFindHours(ReadOnlySpan<byte> name, ZoneNaming naming, out int hours)
    {
        hours = 0;
        switch (name.Length)
        {
            case 1:
                return (name[0] | 0x20) == 'z';
            case 2:
                return Ascii.EqualsIgnoreCase(name, "UT"u8);
            case 3:
                hours = HoursOf(name, naming);
                return hours != 0 || IsUtc(name);
            default:
                return false;
        }
    }

    /// <summary>The offset of a North American zone, or 0.</summary>
    private static int HoursOf(ReadOnlySpan<byte> name, ZoneNaming naming)
    {
        if ((name[2] | 0x20) != 't' || (name[1] | 0x20) is not ('s' or 'd'))
        {
            return 0;
        }

        var daylight = (name[1] | 0x20) == 'd' ? 1 : 0;
        return (name[0] | 0x20) switch
        {
            'e' => unchecked(daylight - 5),
            'c' when naming == ZoneNaming.Mail => unchecked(daylight - 6),
            'm' => unchecked(daylight - 7),
            'p' => unchecked(daylight - 8),
            _ => 0,
        };
    }
}
