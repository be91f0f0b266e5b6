using System;
using System.Buffers.Text;
using EventNormalization.Json;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Instants wrapped in a JSON object by a serializer.</summary>
/// <remarks>
/// <c>{"$date":"2015-07-03T17:04:07Z"}</c>, <c>{"$date":1435943047123}</c> and
/// <c>{"$date":{"$numberLong":"1435943047123"}}</c> are MongoDB's extended JSON, in milliseconds;
/// <c>{"seconds":..,"nanos":..}</c> is Protocol Buffers' Timestamp, with <c>nanoseconds</c> Firestore's on the web,
/// with
/// underscores Firestore's in Node, <c>{"epochSecond":..,"nano":..}</c> Java's Instant by its properties. Their form
/// names the unit, so a number that reads as another one by its digits is ambiguous, and zero is a timestamp that was
/// never set. <c>{"date":..,"timezone":..}</c> is PHP's DateTime and <c>{"dateTime":..,"timeZone":..}</c> Microsoft
/// Graph's: the zone is that of the local time beside it. Other members are refused.
/// </remarks>
internal static class SerializedObjects
{
    // Escaped, a character of a text takes six bytes.
    private const int TextBytesMax = 6 * 128;
    private const int IntegerBytesMax = 6 * 32;
    private const int NanosecondsMax = 999_999_999;

    // The sets of members that a form has, and of them those that count seconds.
    private const int Protobuf = ObjectMembers.Seconds | ObjectMembers.Nanos;
    private const int FirestoreWeb = ObjectMembers.Seconds | ObjectMembers.Nanoseconds;
    private const int FirestoreNode = ObjectMembers.OwnSeconds | ObjectMembers.OwnNanoseconds;
    private const int Java = ObjectMembers.EpochSecond | ObjectMembers.Nano;
    private const int Php = ObjectMembers.LocalDate | ObjectMembers.LocalZone;
    private const int PhpTyped = Php | ObjectMembers.ZoneType;
    private const int Graph = ObjectMembers.DateTime | ObjectMembers.TimeZone;
    private const int AnySeconds = ObjectMembers.Seconds | ObjectMembers.OwnSeconds | ObjectMembers.EpochSecond;

    public static ParseResult<Instant> Read(ReadOnlySpan<byte> json, scoped in TimestampText text)
    {
        var members = new ObjectMembers(stackalloc Range[ObjectMembers.Count]);
        if (!members.TryRead(json))
        {
            return members.IsKnown ? TimestampFailures.SerializedObject : TimestampFailures.UnknownObject;
        }

        switch (members.Found)
        {
            case ObjectMembers.Date:
                return ReadDate(json[members[ObjectMembers.Date]], text);

            case ObjectMembers.Seconds or ObjectMembers.OwnSeconds or ObjectMembers.EpochSecond:
            case Protobuf or FirestoreWeb or FirestoreNode or Java:
                return ReadParts(json, members, text);

            case Php or PhpTyped:
                return ReadLocal(json[members[ObjectMembers.LocalDate]], json[members[ObjectMembers.LocalZone]], text);

            case Graph:
                return ReadLocal(json[members[ObjectMembers.DateTime]], json[members[ObjectMembers.TimeZone]], text);

            default:
                return TimestampFailures.SerializedObject;
        }
    }

    /// <summary>Whether an object is of one of these forms, whatever its values are.</summary>
    public static bool IsForm(ReadOnlySpan<byte> json)
    {
        var members = new ObjectMembers(stackalloc Range[ObjectMembers.Count]);
        return members.TryRead(json) && members.Found
            is ObjectMembers.Date or ObjectMembers.Seconds or ObjectMembers.OwnSeconds or ObjectMembers.EpochSecond
            or Protobuf or FirestoreWeb or FirestoreNode or Java or Php or PhpTyped or Graph;
    }

    private static ParseResult<Instant> ReadDate(ReadOnlySpan<byte> value, scoped in TimestampText text)
    {
        if (value[0] == '{')
        {
            var members = new ObjectMembers(stackalloc Range[ObjectMembers.Count]);
            return members.TryRead(value) && members.Found == ObjectMembers.NumberLong
                && TryReadInteger(
                    value[members[ObjectMembers.NumberLong]], stackalloc byte[IntegerBytesMax], out var digits)
                ? EpochForms.ReadNamed(digits, EpochUnit.Milliseconds, text)
                : TimestampFailures.SerializedObject;
        }

        if (value[0] != '"')
        {
            return EpochForms.ReadNamed(value, EpochUnit.Milliseconds, text);
        }

        Span<byte> buffer = stackalloc byte[TextBytesMax];
        return TryReadText(value, buffer, out var length)
            ? ReadIso(text.Of(buffer[..length]))
            : TimestampFailures.SerializedObject;
    }

    private static ParseResult<Instant> ReadParts(
        ReadOnlySpan<byte> json, scoped ObjectMembers members, scoped in TimestampText text)
    {
        var nanoseconds = members.Found & ~AnySeconds;
        Span<byte> room = stackalloc byte[IntegerBytesMax];
        if (!TryReadInteger(json[members[members.Found & AnySeconds]], room, out var digits))
        {
            return TimestampFailures.SerializedObject;
        }

        var nanosecond = 0;
        Span<byte> second = stackalloc byte[IntegerBytesMax];
        if (nanoseconds != 0 && (!TryReadInteger(json[members[nanoseconds]], second, out var part) ||
            !Utf8Parser.TryParse(part, out nanosecond, out var length) || length != part.Length ||
            nanosecond is < 0 or > NanosecondsMax))
        {
            return TimestampFailures.SerializedObject;
        }

        if (digits.IndexOfAnyExcept("-0"u8) < 0)
        {
            return TimestampFailures.NoEpoch;
        }

        var result = EpochForms.ReadNamed(digits, EpochUnit.Seconds, text);
        return result.IsSuccess ? result.Value.PlusNanoseconds(nanosecond) : result;
    }

    /// <summary>Reads a local time and the zone beside it; an offset in the text is that of the time, whatever the zone
    /// had.</summary>
    private static ParseResult<Instant> ReadLocal(
        ReadOnlySpan<byte> local, ReadOnlySpan<byte> zone, scoped in TimestampText text)
    {
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        if (!TryReadText(zone, buffer, out var length))
        {
            return TimestampFailures.SerializedObject;
        }

        if (ZoneTexts.Find(buffer[..length], text.Rules) is not { } found)
        {
            return TimestampFailures.ZoneName;
        }

        return TryReadText(local, buffer, out length)
            ? ReadIso(new TimestampText(buffer[..length], text.Rules) { LocalZone = found })
            : TimestampFailures.SerializedObject;
    }

    private static ParseResult<Instant> ReadIso(TimestampText text)
    {
        text.SkipWhiteSpace();
        return IsoDates.Read(ref text);
    }

    private static bool TryReadText(ReadOnlySpan<byte> value, scoped Span<byte> destination, out int length)
    {
        length = 0;
        if (value[0] != '"' || value.Length > destination.Length)
        {
            return false;
        }

        length = JsonEscapes.Unescape(value[1..^1], destination);
        return length > 0;
    }

    /// <summary>
    /// Finds the digits of an integer, also one in a text, as 64-bit integers are written where numbers are doubles.
    /// </summary>
    private static bool TryReadInteger(ReadOnlySpan<byte> value, Span<byte> room, out ReadOnlySpan<byte> digits)
    {
        digits = value[0] != '"' ? value
            : value.Length <= room.Length ? room[..JsonEscapes.Unescape(value[1..^1], room)]
            : default;
        var unsigned = digits.StartsWith((byte)'-') ? digits[1..] : digits;
        return !unsigned.IsEmpty && unsigned.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
