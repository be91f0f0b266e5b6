using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Tests.Ingestion;

/// <summary>Gives its beginning and then one byte over and over, and knows the most room that it was offered.</summary>
internal sealed class RepeatingStream(byte[] beginning, byte repeated, long count) : MemoryStream(beginning)
{
    private long _left = count;

    public int RoomMax { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RoomMax = Math.Max(RoomMax, buffer.Length);
        if (Position < Length)
        {
            return base.ReadAsync(buffer, cancellationToken);
        }

        var length = (int)Math.Min(buffer.Length, _left);
        buffer.Span[..length].Fill(repeated);
        _left -= length;
        return new ValueTask<int>(length);
    }
}
