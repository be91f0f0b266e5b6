using System.IO;

namespace EventNormalization.Cli;

/// <summary>Replaces a standard output that was closed before the tool started; every write fails.</summary>
internal sealed class ClosedOutput : WriteOnlyStream
{
    /// <exception cref="IOException">Always.</exception>
    public override void Write(byte[] buffer, int offset, int count) => throw new IOException("it is closed");
}
