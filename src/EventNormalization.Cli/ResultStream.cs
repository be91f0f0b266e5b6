using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli;

/// <summary>Standard output that is named where it cannot be written: closed, or on a full disk.</summary>
/// <remarks>A reader who goes away is no failure, so that exception passes as it is.</remarks>
internal sealed class ResultStream(Stream inner) : Stream
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

    /// <exception cref="ToolException">It cannot be written.</exception>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNamed(exception))
        {
            throw Unwritable(exception);
        }
    }

    /// <exception cref="ToolException">It cannot be written.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            inner.Write(buffer, offset, count);
        }
        catch (Exception exception) when (IsNamed(exception))
        {
            throw Unwritable(exception);
        }
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsNamed(Exception exception) => exception is UnauthorizedAccessException
        || (exception is IOException other && !ClosedPipe.IsCauseOf(other));

    private static ToolException Unwritable(Exception exception) =>
        new("standard output cannot be written: " + exception.Message, exception);
}
