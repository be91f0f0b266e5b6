using System;
using System.Buffers;
using EventNormalization.Identity;

namespace EventNormalization.Sqlite;

/// <summary>
/// The outcomes of an append in a compact encoding: what can be read from the stored events is left out.
/// </summary>
/// <remarks>
/// For each event: the distance of its row from the previous event's row, and kind and occurrences; both as varints of
/// seven bits a byte, the least significant first. After a conflict, the id of the event that is not stored.
/// </remarks>
internal sealed class AnswerWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private long _position;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _position = 0;
    }

    public void Add(LoggedOutcome answer)
    {
        var distance = answer.Position - _position;
        _position = answer.Position;
        Write(unchecked((ulong)((distance << 1) ^ (distance >> 63))));
        Write(((ulong)answer.Occurrences << 1) | (answer.Conflict is null ? 0UL : 1));
        if (answer.Conflict is { } id)
        {
            id.CopyTo(_bytes.GetSpan(RecordId.ByteCount));
            _bytes.Advance(RecordId.ByteCount);
        }
    }

    private void Write(ulong number)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)((number & 0x7F) | 0x80);
        }

        span[length++] = (byte)number;
        _bytes.Advance(length);
    }
}
