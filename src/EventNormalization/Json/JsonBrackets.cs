using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Json;

/// <summary>Goes from bracket to bracket of one object or array, past all texts; nothing else is checked.</summary>
/// <remarks>
/// Sixty-four bytes are looked at together: of their quotes follows what is inside of texts, and of that which brackets
/// count. A block with a backslash, and the last bytes, are looked at one by one.
/// </remarks>
internal ref struct JsonBrackets
{
    private const int BlockLength = 64;
    private const int KindCount = 64;

    private readonly ReadOnlySpan<byte> _json;
    private int _next;
    private int _blockStart;
    private ulong _inBlock;
    private bool _isInText;
    private bool _isEscaped;

    // The kinds of the open brackets, the last one lowest; nothing is known of them once more were open than have room.
    private ulong _kinds;
    private bool _isDeep;

    /// <summary>Stands before the bracket at <paramref name="start"/>.</summary>
    public JsonBrackets(ReadOnlySpan<byte> json, int start)
    {
        _json = json;
        _next = start;
        End = ~json.Length;
    }

    /// <summary>Where the bracket is that was read last.</summary>
    public int Position { get; private set; }

    /// <summary>How many brackets are open after it.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether it opens something.</summary>
    public bool IsOpening { get; private set; }

    /// <summary>
    /// After the last bracket, the position after it; where the value does not end, the complement of the byte that
    /// cannot stand there.
    /// </summary>
    public int End { get; private set; }

    /// <summary>Goes to the next bracket; false once the value has ended or cannot go on.</summary>
    public bool Read()
    {
        while (_inBlock == 0)
        {
            if (_next >= _json.Length)
            {
                return false;
            }

            ReadBlock();
        }

        Position = _blockStart + BitOperations.TrailingZeroCount(_inBlock);
        _inBlock &= _inBlock - 1;
        return Follow(_json[Position]);
    }

    private bool Follow(byte bracket)
    {
        // The two that open differ from the two that close in one bit, and objects from arrays in another.
        IsOpening = (bracket & 0x06) == 0x02;
        var kind = (ulong)(bracket >> 5) & 1;
        if (IsOpening)
        {
            _kinds = (_kinds << 1) | kind;
            Depth++;
            _isDeep |= Depth > KindCount;
            return true;
        }

        if (!_isDeep && (_kinds & 1) != kind)
        {
            End = ~Position;
            return false;
        }

        _kinds >>= 1;
        End = --Depth == 0 ? Position + 1 : End;
        return Depth > 0;
    }

    private void ReadBlock()
    {
        _blockStart = _next;
        var block = _json[_next..];
        if (block.Length < BlockLength || _isEscaped || !TryReadWhole(block))
        {
            ReadOneByOne(block[..Math.Min(block.Length, BlockLength)]);
        }

        _next += Math.Min(block.Length, BlockLength);
    }

    private bool TryReadWhole(ReadOnlySpan<byte> block)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        var low = Vector256.LoadUnsafe(ref first);
        var high = Vector256.LoadUnsafe(ref first, (nuint)Vector256<byte>.Count);
        if (Vector256.EqualsAny(low, Vector256.Create((byte)'\\'))
            || Vector256.EqualsAny(high, Vector256.Create((byte)'\\')))
        {
            return false;
        }

        // Each bit becomes whether a text is open at its byte: the sum of the quotes up to there.
        var quote = Vector256.Create((byte)'"');
        var inside = Bits(Vector256.Equals(low, quote), Vector256.Equals(high, quote));
        for (var distance = 1; distance < BlockLength; distance <<= 1)
        {
            inside ^= inside << distance;
        }

        inside ^= _isInText ? ulong.MaxValue : 0;
        _isInText = inside >> (BlockLength - 1) != 0;
        _inBlock = Bits(BracketsOf(low), BracketsOf(high)) & ~inside;
        return true;
    }

    private static Vector256<byte> BracketsOf(Vector256<byte> bytes)
    {
        // With this bit, those of arrays become those of objects.
        var lower = bytes | Vector256.Create((byte)0x20);
        return Vector256.Equals(lower, Vector256.Create((byte)'{'))
            | Vector256.Equals(lower, Vector256.Create((byte)'}'));
    }

    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << Vector256<byte>.Count);

    private void ReadOneByOne(ReadOnlySpan<byte> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            var next = block[i];
            if (_isInText)
            {
                _isInText = _isEscaped || next != '"';
                _isEscaped = !_isEscaped && next == '\\';
            }
            else if (next == '"')
            {
                _isInText = true;
            }
            else if ((next | 0x20) is '{' or '}')
            {
                _inBlock |= 1UL << i;
            }
        }
    }
}
