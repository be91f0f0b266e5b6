using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>
/// Passes a stream on for reading; a cancelled read ends at once, also where the stream ignores its token.
/// </summary>
internal sealed class ImpatientStream(Stream inner) : Stream
{
    /// <summary>
    /// Whether a read was given up that the stream had not ended; its memory may be written to at any time.
    /// </summary>
    public bool IsAbandoned { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reading = inner.ReadAsync(buffer, cancellationToken);
        return reading.IsCompleted || !cancellationToken.CanBeCanceled
            ? reading
            : WaitAsync(reading.AsTask(), cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> WaitAsync(Task<int> reading, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }
        catch (OperationCanceledException)
        {
            IsAbandoned = !reading.IsCompleted;
            throw;
        }
    }
}
