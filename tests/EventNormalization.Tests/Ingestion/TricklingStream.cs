using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Tests.Ingestion;

/// <summary>Gives its bytes a few at a time, like a slow connection.</summary>
internal sealed class TricklingStream(byte[] bytes, int step) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
}
