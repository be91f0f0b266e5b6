using System.IO;

namespace EventNormalization.Cli;

/// <summary>Stands for a standard output that was closed before the tool began.</summary>
internal sealed class ClosedOutput : WriteOnlyStream
{
    /// <exception cref="IOException">Always.</exception>
    public override void Write(byte[] buffer, int offset, int count) => throw new IOException("it is closed");
}
