using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli;

/// <summary>Standard output whose exceptions name it if it cannot be written: closed, or on a full disk.</summary>
/// <remarks>A reader that goes away is not a failure, so that exception is not changed.</remarks>
internal sealed class ResultStream(Stream inner) : WriteOnlyStream
{
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsNamed(Exception exception) => exception is UnauthorizedAccessException
        || (exception is IOException other && !BrokenPipe.IsCauseOf(other));

    private static ToolException Unwritable(Exception exception) =>
        new("standard output cannot be written: " + exception.Message, exception);
}
