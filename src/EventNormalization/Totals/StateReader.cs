using System;
using System.Buffers.Binary;

namespace EventNormalization.Totals;

/// <summary>
/// Reads the bytes of a state from the front; whatever is not there is a <see cref="FormatException"/>.
/// </summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Reads the byte that begins every state of the version that is read.</summary>
    public void RequireVersion(byte version)
    {
        if (Take(1)[0] != version)
        {
            throw Damaged();
        }
    }

    /// <summary>A byte that is one of two.</summary>
    public bool ReadFlag() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        _ => throw Damaged(),
    };

    /// <summary>A number that is not negative, seven bits a byte, the lowest first.</summary>
    public long ReadNumber()
    {
        var number = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = Take(1)[0];
            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw Damaged();
    }

    /// <summary>A number that is at least 1 and at most a bound.</summary>
    public long ReadNumber(long max) => ReadNumber() is var number and >= 1 && number <= max ? number : throw Damaged();

    /// <summary>How many things follow: at most as many as there are bytes.</summary>
    public int ReadCount() => ReadNumber() is var count && count <= _rest.Length ? (int)count : throw Damaged();

    /// <summary>A number that may be negative: its magnitude times two, plus one for those below zero.</summary>
    public long ReadSigned()
    {
        var number = ReadNumber();
        return (number & 1) == 0 ? number >> 1 : ~(number >> 1);
    }

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    /// <summary>Bytes after their number.</summary>
    public ReadOnlySpan<byte> ReadSized() => Take(ReadCount());

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Damaged();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <summary>Throws if there are more bytes.</summary>
    public readonly void RequireEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw Damaged();
        }
    }

    /// <summary>What is thrown for bytes that no state was written as.</summary>
    public static FormatException Damaged() => new("The bytes are not a state that was written.");
}
