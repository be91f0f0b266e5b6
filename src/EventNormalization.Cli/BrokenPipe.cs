using System.IO;

namespace EventNormalization.Cli;

/// <summary>Recognizes the error of writing to a pipe whose reader is gone.</summary>
internal static class BrokenPipe
{
    // The numbers of EPIPE and of ERROR_BROKEN_PIPE and ERROR_NO_DATA as an IOException carries them.
    private const int Unix = 32;
    private const int WindowsBroken = unchecked((int)0x8007006D);
    private const int WindowsClosing = unchecked((int)0x800700E8);

    public static bool IsCauseOf(IOException exception) =>
        exception.HResult is Unix or WindowsBroken or WindowsClosing;
}
