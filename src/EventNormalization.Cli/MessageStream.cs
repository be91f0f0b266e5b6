using System;
using System.IO;

namespace EventNormalization.Cli;

/// <summary>Standard error, whose own failures cannot be told to anybody: what it cannot take is lost.</summary>
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
            // The exit code still tells what the message would have.
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
