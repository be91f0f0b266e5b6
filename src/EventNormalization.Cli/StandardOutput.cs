using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace EventNormalization.Cli;

/// <summary>Opens standard output so that it is noticed when the reader of a pipe goes away.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>The stream; a write to a pipe that nobody reads throws.</summary>
    /// <remarks>
    /// The console's own stream hides that the reader is gone, and the work would go on for nobody. A file stream does
    /// not, but it keeps a position of its own, which is wrong for a file that another process writes to as well.
    /// </remarks>
    public static Stream Open()
    {
        if (!StandardStream.IsOutputOpen(Descriptor))
        {
            return new ClosedOutput();
        }

        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
