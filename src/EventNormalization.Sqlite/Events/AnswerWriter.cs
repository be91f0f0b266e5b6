using System;
using System.Buffers;
using EventNormalization.Identity;

namespace EventNormalization.Sqlite;

/// <summary>
/// The outcomes of an append in a compact encoding: what can be read from the stored events is left out.
/// </summary>
/// <remarks>
/// For each event: how far its row is from the row of the event before, and the status and occurrences; both as
/// <see cref="ShortNumbers"/>. After a conflict, the id of the event that is not stored.
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
        ShortNumbers.WriteSigned(distance, _bytes);
        ShortNumbers.Write(((ulong)answer.Occurrences << 1) | (answer.Conflict is null ? 0UL : 1), _bytes);
        if (answer.Conflict is { } id)
        {
            id.CopyTo(_bytes.GetSpan(RecordId.ByteCount));
            _bytes.Advance(RecordId.ByteCount);
        }
    }
}
