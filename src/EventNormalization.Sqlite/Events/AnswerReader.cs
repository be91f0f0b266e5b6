using System;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads what <see cref="AnswerWriter"/> wrote.</summary>
internal ref struct AnswerReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _bytes = bytes;
    private long _position;

    /// <summary>Reads the next answer; false after the last.</summary>
    public bool TryRead(out LoggedOutcome answer)
    {
        if (_bytes.IsEmpty)
        {
            answer = default;
            return false;
        }

        _position += ShortNumbers.ReadSigned(ref _bytes);
        var rest = ShortNumbers.Read(ref _bytes);
        answer = new LoggedOutcome(_position, (long)(rest >> 1), (rest & 1) == 0 ? null : ReadId());
        return true;
    }

    private RecordId ReadId()
    {
        if (_bytes.Length < RecordId.ByteCount)
        {
            throw Damaged();
        }

        var id = RecordId.FromBytes(_bytes[..RecordId.ByteCount]);
        _bytes = _bytes[RecordId.ByteCount..];
        return id;
    }

    private static StoreCorruptedException Damaged() => new("The answers of an append are damaged.");
}
