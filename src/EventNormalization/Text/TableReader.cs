using System;

namespace EventNormalization.Text;

/// <summary>Reads the hexadecimal numbers of a generated table, each with the mark that follows it.</summary>
internal ref struct TableReader(ReadOnlySpan<byte> entries)
{
    private ReadOnlySpan<byte> _rest = entries;

    /// <summary>The mark after the number read last; zero where a blank, a line or the table ended it.</summary>
    public byte Mark { get; private set; }

    /// <summary>Reads the next number; false at the end of the table.</summary>
    public bool TryRead(out int number)
    {
        number = 0;
        _rest = _rest.TrimStart(" \r\n"u8);
        if (_rest.IsEmpty)
        {
            return false;
        }

        number = Read();
        return true;
    }

    /// <summary>Reads <c>300-314:E6</c>, <c>100/12E:1</c> (every second) or <c>AD</c>; false at the end.</summary>
    public bool TryReadRange(out TableRange range)
    {
        range = default;
        if (!TryRead(out var first))
        {
            return false;
        }

        var step = Mark == '/' ? 2 : 1;
        var last = Mark is (byte)'-' or (byte)'/' ? Read() : first;
        range = new TableRange { First = first, Last = last, Step = step, Value = Mark == ':' ? Read() : 0 };
        return true;
    }

    /// <summary>Reads the number that must follow.</summary>
    public int Read()
    {
        _rest = _rest.TrimStart(" \r\n"u8);
        var number = 0;
        var length = 0;
        while (length < _rest.Length && char.IsAsciiHexDigitUpper((char)_rest[length]))
        {
            var digit = _rest[length++];
            number = (number << 4) | (digit <= '9' ? digit - '0' : digit - 'A' + 10);
        }

        Mark = length < _rest.Length && _rest[length] > ' ' ? _rest[length] : (byte)0;
        _rest = _rest[(Mark == 0 ? length : length + 1)..];
        return number;
    }
}
