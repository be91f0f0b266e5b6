using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Json;

/// <summary>Reads one JSON token after the other from UTF-8 bytes, without exceptions and without allocation.</summary>
/// <remarks>
/// The cursor knows tokens, not documents: its caller matches brackets, commas and colons. The first fault ends the
/// reading: <see cref="Position"/> is then the offending byte, or the end of the document where a byte is missing.
/// Every method that is not inlined takes the bytes by value, so that the fields can live in registers.
/// </remarks>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _json;
    private int _position;
    private JsonError _fault;

    public JsonCursor(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>The next unread byte; after a fault the offending one.</summary>
    public int Position
    {
        readonly get => _position;
        set
        {
            Debug.Assert((uint)value <= (uint)_json.Length);
            _position = value;
        }
    }

    /// <summary>What an escape for half of a surrogate pair is; refused if not set.</summary>
    public SurrogateHalves Halves { get; init; }

    /// <summary><see cref="JsonError.None"/> until a token is wrong.</summary>
    public readonly JsonError Fault => _fault;

    /// <summary>Passes white space and returns the byte after it without consuming it; zero at the end.</summary>
    /// <remarks>A zero may also be a NUL of the document, which no token begins with.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte SkipWhiteSpace()
    {
        if ((uint)_position < (uint)_json.Length)
        {
            var next = At(_position);
            if (next > ' ')
            {
                return next;
            }
        }

        _position = JsonWhiteSpace.Skip(_json, _position);
        return (uint)_position < (uint)_json.Length ? At(_position) : (byte)0;
    }

    /// <summary>Reads the string that begins here and checks its escapes, control characters and UTF-8.</summary>
    /// <remarks>Half of a surrogate pair is <see cref="JsonError.Encoding"/> where it is refused.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadText(out JsonText text)
    {
        unchecked
        {
            // A document's last strings are probed by its last block, so that no load leaves the document.
            var block = Math.Min(_position + 1, _json.Length - Vector256<byte>.Count);
            if (Vector256.IsHardwareAccelerated
                && block >= 0
                && (uint)_position < (uint)_json.Length
                && At(_position) == '"')
            {
                var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(_json), (nuint)block);
                var shift = _position + 1 - block;
                var quotes = (ulong)Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();

                // As a signed number, a byte below the blank is a control character or not ASCII.
                var others = (ulong)(Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                    | Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)' ')).AsByte())
                    .ExtractMostSignificantBits();
                quotes >>= shift;
                others >>= shift;
                if (quotes != 0 && (others & (quotes ^ (quotes - 1))) == 0)
                {
                    var length = BitOperations.TrailingZeroCount(quotes);
                    text = new JsonText(_position + 1, length, hasEscapes: false, isAscii: true);
                    _position += length + 2;
                    return true;
                }
            }
        }

        return TryReadAnyText(out text);
    }

    /// <summary>Reads the number that begins here, by the grammar of RFC 8259.</summary>
    /// <param name="length">The number of its bytes; <see cref="Position"/> is after them afterwards.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNumber(out int length)
    {
        var end = JsonNumbers.FindEnd(_json, _position);
        if (end < 0)
        {
            length = 0;
            return Fail(JsonError.Syntax, ~end);
        }

        length = unchecked(end - _position);
        _position = end;
        return true;
    }

    /// <summary>Reads the word that begins here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadLiteral(out JsonLiteral literal)
    {
        unchecked
        {
            if (_json.Length - _position >= sizeof(uint))
            {
                var word = Unsafe.ReadUnaligned<uint>(in At(_position));
                if (word == JsonLiteralBytes.Null || word == JsonLiteralBytes.True)
                {
                    literal = word == JsonLiteralBytes.Null ? JsonLiteral.Null : JsonLiteral.True;
                    _position += 4;
                    return true;
                }

                if (word == JsonLiteralBytes.Fals && _json.Length - _position > 4 && At(_position + 4) == 'e')
                {
                    literal = JsonLiteral.False;
                    _position += 5;
                    return true;
                }
            }
        }

        literal = default;
        return Fail(JsonError.Syntax, JsonLiteralBytes.FindError(_json, _position));
    }

    private bool TryReadAnyText(out JsonText text)
    {
        var scan = JsonTextScan.Read(_json, _position, Halves);
        text = scan.Text;
        _position = scan.Position;
        _fault = scan.Fault;
        return scan.Fault == JsonError.None;
    }

    private bool Fail(JsonError fault, int position)
    {
        _fault = fault;
        _position = position;
        return false;
    }

    private readonly ref readonly byte At(int position)
    {
        Debug.Assert((uint)position < (uint)_json.Length);
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_json), position);
    }
}
