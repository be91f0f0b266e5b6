using System;
using EventNormalization.Json;
using EventNormalization.Text;
using NodaTime;

namespace EventNormalization.Normalization;

/// <content>The zone of a local time, where another member holds it.</content>
internal sealed partial class RecordReader
{
    private static readonly ParseFailure HalfOfPair = new()
    {
        Problem = Problems.Characters,
        Expected = "text without half of a surrogate pair",
    };

    private static readonly ParseFailure UnknownZone = new()
    {
        Problem = Problems.Format,
        Expected = "a zone beside it that is an IANA time zone such as Europe/Berlin, an offset such as +02:00, or a "
            + "zone name that the profile maps",
    };

    private static readonly ParseFailure SeveralZones = new()
    {
        Problem = Problems.Ambiguous,
        Expected = "one zone beside it",
    };

    // Another zone than UTC, whichever: what both read alike names its own.
    private static readonly DateTimeZone HourAhead = DateTimeZone.ForOffset(Offset.FromHours(1));

    // The profile of the client with the zone that the event names, for the value that is read; null if it names none.
    private ClientProfile? _zonedProfile;

    // The last profile with a zone of an event, as events of one client mostly have one zone.
    private ClientProfile? _lastZoned;
    private ClientProfile? _lastUnzoned;

    /// <summary>The rules of the client, with the zone that the event names beside the value that is read.</summary>
    internal ClientProfile ZonedProfile => _zonedProfile ?? _profile.Profile;

    /// <summary>
    /// Finds the zone of the value where another member holds it; returns why there is none, or null.
    /// </summary>
    private ParseFailure? FindZone(ReadOnlySpan<byte> raw, int index)
    {
        _zonedProfile = null;
        var map = _profile.Map;
        if ((map.IsPlain && _found.FirstOf(map.Notices) < 0) || _compiled.Fields[_field].Kind != FieldValueKind.Instant)
        {
            return null;
        }

        var slot = map.SlotOf(_field, SlotPart.Zone);
        var zone = slot >= 0 ? FindFirst(raw, slot) : FindZoneBeside(raw, index);
        if (zone < 0)
        {
            return null;
        }

        var failure = UseZone(InputOf(raw, _found.Values[zone]));
        for (var other = slot >= 0 ? FindAny(raw, zone) : -1; other >= 0; other = FindAny(raw, other))
        {
            if (!InputOf(raw, _found.Values[other]).Utf8.SequenceEqual(InputOf(raw, _found.Values[zone]).Utf8))
            {
                failure = SeveralZones;
            }
        }

        return failure is not null && HasOwnZone(InputOf(raw, _found.Values[index])) ? null : failure;
    }

    /// <summary>Whether a value is an instant of its own, so that no zone beside it has a say.</summary>
    private bool HasOwnZone(FieldInput input)
    {
        if (_profile.Fields[_field] is not FieldDefinition<Instant> { Parser: TimestampParser })
        {
            return false;
        }

        var one = TimestampParser.ParseIn(input, Profile, DateTimeZone.Utc);
        var other = TimestampParser.ParseIn(input, Profile, HourAhead);
        return one.IsSuccess && other.IsSuccess && one.Value == other.Value;
    }

    /// <summary>The zone in the same object as a date; -1 if there is none.</summary>
    private int FindZoneBeside(ReadOnlySpan<byte> raw, int index)
    {
        if (_found.Values[index].IsOuter)
        {
            var zoneOfOuter = _outerZones[_found.Names[index].Start];
            return zoneOfOuter < 0 ? -1 : SkipMissing(raw, zoneOfOuter);
        }

        var notices = _profile.Map.Notices;
        for (var zone = SkipMissing(raw, _found.FirstOf(notices)); zone >= 0; zone = FindAny(raw, zone))
        {
            if (FieldRank.OrderOf(_found.Values[zone].Rank) == MapNumbers.Zone
                && _found.Names[zone].Scope == _found.Names[index].Scope
                && IsNameOfDate(raw, _found.Names[index]))
            {
                return zone;
            }
        }

        return -1;
    }

    internal static bool IsNameOfDate(ReadOnlySpan<byte> raw, in FoundName name)
    {
        Span<byte> buffer = stackalloc byte[6 * FoldedName.LengthMax];
        if (name.Length > buffer.Length)
        {
            return false;
        }

        Span<char> folded = stackalloc char[FoldedName.LengthMax];
        var text = buffer[..JsonEscapes.UnescapeAny(raw.Slice(name.Start, name.Length), buffer)];
        var length = FoldedName.Fold(text, folded);
        return length > 0 && (folded[..length] is "date" or "datetime");
    }

    private ParseFailure? UseZone(FieldInput input)
    {
        var rules = Profile.Timestamp;
        if (input.Kind != JsonKind.Text || ZoneTexts.Find(input.Utf8, rules) is not { } zone)
        {
            return UnknownZone;
        }

        if (!ReferenceEquals(_lastUnzoned, Profile) || !zone.Equals(_lastZoned!.Timestamp.Zone))
        {
            _lastUnzoned = Profile;
            _lastZoned = Profile with { Timestamp = rules with { Zone = zone } };
        }

        _zonedProfile = _lastZoned;
        return null;
    }
}
