using System;
using System.Buffers;
using System.Buffers.Text;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>Scalars of MongoDB's extended JSON (v2), which write a value as an object of one member.</summary>
/// <remarks>
/// <c>{"$oid":"65a..."}</c> and <c>{"$uuid":".."}</c> are their text; <c>{"$numberLong":"5"}</c>, <c>$numberInt</c>,
/// <c>$numberDouble</c> and <c>$numberDecimal</c> are their number. Amounts and instants have forms of their own.
/// </remarks>
internal static class ExtendedJson
{
    private const int ObjectIdLength = 24;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The text or number that an object stands for; the object itself if it stands for none.</summary>
    public static FieldInput Opened(FieldInput value)
    {
        var json = value.Utf8;
        var cursor = new JsonCursor(json) { Position = 1 };
        if (cursor.SkipWhiteSpace() != '"' || !cursor.TryReadText(out var name)
            || cursor.SkipWhiteSpace() != ':')
        {
            return value;
        }

        cursor.Position++;
        if (cursor.SkipWhiteSpace() != '"' || !cursor.TryReadText(out var text) || text.HasEscapes
            || cursor.SkipWhiteSpace() != '}')
        {
            return value;
        }

        var content = json.Slice(text.Start, text.Length);
        return KindOf(json.Slice(name.Start, name.Length), content) is { } kind ? new FieldInput(kind, content) : value;
    }

    private static JsonKind? KindOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (name.SequenceEqual("$oid"u8))
        {
            return content.Length == ObjectIdLength && !content.ContainsAnyExcept(HexDigits) ? JsonKind.Text : null;
        }

        if (name.SequenceEqual("$uuid"u8))
        {
            return Utf8Parser.TryParse(content, out Guid _, out var used, 'D') && used == content.Length
                ? JsonKind.Text
                : null;
        }

        return IsNumberName(name) && !content.IsEmpty && JsonNumbers.FindEnd(content, 0) == content.Length
            ? JsonKind.Number
            : null;
    }

    private static bool IsNumberName(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("$numberLong"u8) || name.SequenceEqual("$numberInt"u8)
        || name.SequenceEqual("$numberDouble"u8) || name.SequenceEqual("$numberDecimal"u8);
}
