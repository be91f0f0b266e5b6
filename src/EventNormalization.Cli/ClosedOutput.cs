using System;
using System.IO;

namespace EventNormalization.Cli;

/// <summary>Stands for a standard output that was closed before the tool began.</summary>
internal sealed class ClosedOutput : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">Always.</exception>
    public override void Write(byte[] buffer, int offset, int count) => throw new IOException("it is closed");

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
