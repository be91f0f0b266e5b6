using System;
using System.IO;

namespace EventNormalization.Cli;

/// <summary>
/// Standard error. Its own failures cannot be reported anywhere, so text that it cannot take is lost.
/// </summary>
internal sealed class MessageStream(Stream inner) : WriteOnlyStream
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            inner.Write(buffer, offset, count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The exit code still reports the failure.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
