using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli;

/// <summary>Wraps a stream and counts how far it has been read. It does not own the stream.</summary>
internal sealed class ProgressStream(Stream inner, Action<long> advanced) : ReadOnlyStream
{
    /// <summary>How many bytes have been read.</summary>
    public long BytesRead { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Add(length);
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = inner.Read(buffer, offset, count);
        Add(length);
        return length;
    }

    private void Add(int length)
    {
        BytesRead += length;
        advanced(BytesRead);
    }
}
