using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EventNormalization.Cli.Tests;

/// <summary>SIGINT, which a shell has background jobs ignore, and they their children.</summary>
internal static class InterruptSignal
{
    private const int Number = 2;

    /// <summary>Whether a process that is started here would ignore it; not known where there is no /proc.</summary>
    public static bool IsIgnored => File.Exists("/proc/self/status") && (Ignored() >> (Number - 1) & 1) != 0;

    /// <summary>Has the process heed the signal, whatever it inherits from this one.</summary>
    public static ProcessStartInfo Restore(ProcessStartInfo start)
    {
        if (IsIgnored)
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, "--default-signal=INT");
            start.FileName = "env";
        }

        return start;
    }

    private static ulong Ignored()
    {
        var line = File.ReadLines("/proc/self/status")
            .First(text => text.StartsWith("SigIgn:", StringComparison.Ordinal));
        return ulong.Parse(line.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
