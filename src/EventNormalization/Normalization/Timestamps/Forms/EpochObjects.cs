using System;
using System.Buffers.Text;
using EventNormalization.Json;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Instants wrapped in a JSON object by a serializer.</summary>
/// <remarks>
/// <c>{"$date":"2015-07-03T17:04:07Z"}</c>, <c>{"$date":1435943047123}</c> and
/// <c>{"$date":{"$numberLong":"1435943047123"}}</c> are MongoDB's extended JSON, in milliseconds;
/// <c>{"seconds":..,"nanos":..}</c> is Protocol Buffers' Timestamp, <c>{"_seconds":..,"_nanoseconds":..}</c> Firestore,
/// <c>{"epochSecond":..,"nano":..}</c> Java's Instant by its properties. The form states the unit, so zero and negative
/// numbers are instants here. Other members are refused.
/// </remarks>
internal static class EpochObjects
{
    private const int NameBytesMax = 32;
    private const int TextBytesMax = 128;

    public static ParseResult<Instant> Read(ReadOnlySpan<byte> json, TimestampRules rules)
    {
        var cursor = new JsonCursor(json);
        Span<byte> buffer = stackalloc byte[NameBytesMax];
        if (!TryTake(ref cursor, '{') || !TryReadName(ref cursor, json, buffer, out var length))
        {
            return TimestampFailures.NoEpochObject;
        }

        var name = buffer[..length];
        if (!name.SequenceEqual("$date"u8) && FormOf(name) == PartNames.None)
        {
            return TimestampFailures.NoEpochObject;
        }

        var result = name.SequenceEqual("$date"u8)
            ? ReadDate(ref cursor, json, rules)
            : ReadParts(ref cursor, json, FormOf(name), IsSeconds(name));
        return !result.IsSuccess || IsEnd(ref cursor, json) ? result : TimestampFailures.EpochObject;
    }

    private static bool IsEnd(ref JsonCursor cursor, ReadOnlySpan<byte> json)
    {
        var isClosed = TryTake(ref cursor, '}');
        cursor.SkipWhitespace();
        return isClosed && cursor.Position == json.Length;
    }

    private static ParseResult<Instant> ReadDate(ref JsonCursor cursor, ReadOnlySpan<byte> json, TimestampRules rules)
    {
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        switch (cursor.SkipWhitespace())
        {
            case (byte)'"':
                if (!TryReadText(ref cursor, json, buffer, out var length))
                {
                    return TimestampFailures.EpochObject;
                }

                var text = new TimestampText(buffer[..length], rules);
                return IsoDates.Read(ref text);

            case (byte)'{':
                TryTake(ref cursor, '{');
                return TryReadName(ref cursor, json, buffer, out var nameLength) &&
                    buffer[..nameLength].SequenceEqual("$numberLong"u8) &&
                    TryReadInteger(ref cursor, json, out var milliseconds) && TryTake(ref cursor, '}')
                        ? FromMilliseconds(milliseconds)
                        : TimestampFailures.EpochObject;

            default:
                var start = cursor.Position;
                return cursor.TryReadNumber(out var digits)
                    ? EpochForms.ReadText(json.Slice(start, digits), EpochUnit.Milliseconds)
                    : TimestampFailures.EpochObject;
        }
    }

    /// <summary>Reads seconds and nanoseconds, in either order, from the value of the first of them on.</summary>
    private static ParseResult<Instant> ReadParts(
        ref JsonCursor cursor, ReadOnlySpan<byte> json, PartNames form, bool isSecondsFirst)
    {
        Span<byte> buffer = stackalloc byte[NameBytesMax];
        if (form == PartNames.None || !TryReadInteger(ref cursor, json, out var first) ||
            !TryTake(ref cursor, ',') || !TryReadName(ref cursor, json, buffer, out var length))
        {
            return TimestampFailures.EpochObject;
        }

        var name = buffer[..length];
        if (FormOf(name) != form || IsSeconds(name) == isSecondsFirst ||
            !TryReadInteger(ref cursor, json, out var second))
        {
            return TimestampFailures.EpochObject;
        }

        var nanosecond = isSecondsFirst ? second : first;
        return nanosecond is >= 0 and <= 999_999_999
            ? LocalTimeResolver.ToInstant(isSecondsFirst ? first : second, (int)nanosecond)
            : TimestampFailures.EpochObject;
    }

    private static PartNames FormOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("seconds"u8) || name.SequenceEqual("nanos"u8) ? PartNames.ProtocolBuffers
        : name.SequenceEqual("_seconds"u8) || name.SequenceEqual("_nanoseconds"u8) ? PartNames.Firestore
        : name.SequenceEqual("epochSecond"u8) || name.SequenceEqual("nano"u8) ? PartNames.Java
        : PartNames.None;

    private static bool IsSeconds(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("seconds"u8) || name.SequenceEqual("_seconds"u8) || name.SequenceEqual("epochSecond"u8);

    private static bool TryTake(ref JsonCursor cursor, char expected)
    {
        if (cursor.SkipWhitespace() != expected)
        {
            return false;
        }

        cursor.Position = unchecked(cursor.Position + 1);
        return true;
    }

    /// <summary>Reads a member's name and the colon after it.</summary>
    private static bool TryReadName(
        ref JsonCursor cursor, ReadOnlySpan<byte> json, scoped Span<byte> destination, out int length) =>
        TryReadText(ref cursor, json, destination, out length) && TryTake(ref cursor, ':');

    private static bool TryReadText(
        ref JsonCursor cursor, ReadOnlySpan<byte> json, scoped Span<byte> destination, out int length)
    {
        length = 0;
        cursor.SkipWhitespace();
        if (!cursor.TryReadText(out var text) || text.Length > destination.Length)
        {
            return false;
        }

        length = JsonEscapes.Unescape(json.Slice(text.Start, text.Length), destination);
        return true;
    }

    /// <summary>Reads an integer, also one in text, as 64-bit integers are written where numbers are doubles.</summary>
    private static bool TryReadInteger(ref JsonCursor cursor, ReadOnlySpan<byte> json, out long value)
    {
        value = 0;
        Span<byte> buffer = stackalloc byte[NameBytesMax];
        int length;
        if (cursor.SkipWhitespace() == '"')
        {
            return TryReadText(ref cursor, json, buffer, out length) && length > 0 && buffer[0] != '+' &&
                IsInteger(buffer[..length], out value);
        }

        var start = cursor.Position;
        return cursor.TryReadNumber(out length) && IsInteger(json.Slice(start, length), out value);
    }

    private static bool IsInteger(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length;

    private static ParseResult<Instant> FromMilliseconds(long milliseconds)
    {
        var (second, rest) = Math.DivRem(milliseconds, 1000);
        return rest < 0
            ? LocalTimeResolver.ToInstant(second - 1, (int)(rest + 1000) * 1_000_000)
            : LocalTimeResolver.ToInstant(second, (int)rest * 1_000_000);
    }

    /// <summary>Whose names of seconds and nanoseconds an object has.</summary>
    private enum PartNames
    {
        None,
        ProtocolBuffers,
        Firestore,
        Java,
    }
}
