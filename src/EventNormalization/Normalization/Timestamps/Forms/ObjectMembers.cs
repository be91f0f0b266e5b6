using System;
using System.Numerics;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>The members of a small JSON object whose names are all known, and where their values stand.</summary>
internal ref struct ObjectMembers
{
    /// <summary>The members, one bit each; a set of them is their sum.</summary>
    public const int Date = 1;
    public const int Seconds = 1 << 1;
    public const int Nanos = 1 << 2;
    public const int Nanoseconds = 1 << 3;
    public const int OwnSeconds = 1 << 4;
    public const int OwnNanoseconds = 1 << 5;
    public const int EpochSecond = 1 << 6;
    public const int Nano = 1 << 7;
    public const int LocalDate = 1 << 8;
    public const int LocalZone = 1 << 9;
    public const int ZoneType = 1 << 10;
    public const int DateTime = 1 << 11;
    public const int TimeZone = 1 << 12;
    public const int NumberLong = 1 << 13;

    /// <summary>How many names are known.</summary>
    public const int Count = 14;

    // Escaped, a character of a name takes six bytes.
    private const int NameBytesMax = 6 * 16;

    private readonly Span<Range> _places;

    /// <param name="places">Room for <see cref="Count"/> values.</param>
    public ObjectMembers(Span<Range> places) => _places = places;

    /// <summary>The set of members that were found.</summary>
    public int Found { get; private set; }

    /// <summary>Whether the object begins as one of the forms does.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Where the value of a member stands: a text with its quotes, a number, or an object.</summary>
    public readonly Range this[int member] => _places[BitOperations.TrailingZeroCount(member)];

    /// <summary>Reads an object; false where a name is unknown or repeated, or a value is of another kind.</summary>
    public bool TryRead(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json);
        var expected = '{';
        while (TryTake(ref cursor, expected))
        {
            if (!TryReadName(ref cursor, json, out var member) || (Found & member) != 0)
            {
                return false;
            }

            IsKnown = true;
            cursor.SkipWhiteSpace();
            var start = cursor.Position;
            if (!TryPassValue(ref cursor, json, member))
            {
                return false;
            }

            Found |= member;
            _places[BitOperations.TrailingZeroCount(member)] = start..cursor.Position;
            expected = ',';
        }

        return Found != 0 && TryTake(ref cursor, '}') && IsEnd(ref cursor, json);
    }

    private static bool TryPassValue(ref JsonCursor cursor, ReadOnlySpan<byte> json, int member)
    {
        switch (cursor.SkipWhiteSpace())
        {
            case (byte)'"':
                return cursor.TryReadText(out _);

            case (byte)'{' when member == Date:
                return TryTake(ref cursor, '{') && TryReadName(ref cursor, json, out var inner) && inner == NumberLong
                    && TryPassValue(ref cursor, json, inner) && TryTake(ref cursor, '}');

            default:
                return cursor.TryReadNumber(out _);
        }
    }

    private static bool TryReadName(ref JsonCursor cursor, ReadOnlySpan<byte> json, out int member)
    {
        member = 0;
        Span<byte> name = stackalloc byte[NameBytesMax];
        cursor.SkipWhiteSpace();
        if (!cursor.TryReadText(out var text) || text.Length > name.Length)
        {
            return false;
        }

        member = MemberOf(name[..JsonEscapes.Unescape(json.Slice(text.Start, text.Length), name)]);
        return member != 0 && TryTake(ref cursor, ':');
    }

    private static int MemberOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("$date"u8) ? Date
        : name.SequenceEqual("seconds"u8) ? Seconds
        : name.SequenceEqual("nanos"u8) ? Nanos
        : name.SequenceEqual("nanoseconds"u8) ? Nanoseconds
        : name.SequenceEqual("_seconds"u8) ? OwnSeconds
        : name.SequenceEqual("_nanoseconds"u8) ? OwnNanoseconds
        : name.SequenceEqual("epochSecond"u8) ? EpochSecond
        : name.SequenceEqual("nano"u8) ? Nano
        : name.SequenceEqual("date"u8) ? LocalDate
        : name.SequenceEqual("timezone"u8) ? LocalZone
        : name.SequenceEqual("timezone_type"u8) ? ZoneType
        : name.SequenceEqual("dateTime"u8) ? DateTime
        : name.SequenceEqual("timeZone"u8) ? TimeZone
        : name.SequenceEqual("$numberLong"u8) ? NumberLong
        : 0;

    private static bool TryTake(ref JsonCursor cursor, char expected)
    {
        if (cursor.SkipWhiteSpace() != expected)
        {
            return false;
        }

        cursor.Position = unchecked(cursor.Position + 1);
        return true;
    }

    private static bool IsEnd(ref JsonCursor cursor, ReadOnlySpan<byte> json)
    {
        cursor.SkipWhiteSpace();
        return cursor.Position == json.Length;
    }
}
