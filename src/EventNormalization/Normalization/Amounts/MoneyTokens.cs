using System;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>The tokens of an object that is an amount, one after the other; white space is passed.</summary>
internal ref struct MoneyTokens
{
    private readonly ReadOnlySpan<byte> _json;
    private JsonCursor _cursor;

    public MoneyTokens(ReadOnlySpan<byte> json)
    {
        _json = json;
        _cursor = new JsonCursor(json);
    }

    /// <summary>Takes a bracket, a comma or a colon, if it stands there.</summary>
    public bool TryTake(char expected)
    {
        if (_cursor.SkipWhiteSpace() != expected)
        {
            return false;
        }

        _cursor.Position = unchecked(_cursor.Position + 1);
        return true;
    }

    /// <summary>Reads a member's name and the colon after it.</summary>
    public bool TryReadName(scoped Span<byte> destination, out int length) =>
        TryReadText(destination, out length) && TryTake(':');

    /// <summary>Reads a number or a text; nothing else is an amount or a currency.</summary>
    public bool TryReadScalar(scoped Span<byte> destination, out JsonKind kind, out int length)
    {
        kind = JsonKind.Text;
        if (_cursor.SkipWhiteSpace() == '"')
        {
            return TryReadText(destination, out length);
        }

        kind = JsonKind.Number;
        var start = _cursor.Position;
        return _cursor.TryReadNumber(out length) && _json.Slice(start, length).TryCopyTo(destination);
    }

    /// <summary>Takes the bracket that closes the object, after which nothing may follow.</summary>
    public bool TryEnd()
    {
        var isClosed = TryTake('}');
        _cursor.SkipWhiteSpace();
        return isClosed && _cursor.Position == _json.Length;
    }

    private bool TryReadText(scoped Span<byte> destination, out int length)
    {
        length = 0;
        _cursor.SkipWhiteSpace();
        if (!_cursor.TryReadText(out var text) || text.Length > destination.Length)
        {
            return false;
        }

        length = JsonEscapes.Unescape(_json.Slice(text.Start, text.Length), destination);
        return true;
    }
}
