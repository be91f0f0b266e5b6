using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>The processor time of the calling thread, which other programs on the machine disturb least.</summary>
/// <remarks>On Linux by <c>clock_gettime</c> (POSIX); elsewhere the time that passes.</remarks>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;
    private const double NanosecondsOfSecond = 1e9;

    /// <summary>What the clock measures.</summary>
    public static string Name => OperatingSystem.IsLinux() ? "thread CPU time" : "elapsed time";

    /// <summary>Nanoseconds from some moment on.</summary>
    /// <exception cref="InvalidOperationException">The system has no such clock.</exception>
    public static double Nanoseconds()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetTimestamp() * (NanosecondsOfSecond / Stopwatch.Frequency);
        }

        return ReadClock(ThreadCpuTime, out var time) == 0
            ? (time.Seconds * NanosecondsOfSecond) + time.Nanoseconds
            : throw new InvalidOperationException("clock_gettime knows no clock of the thread's processor time.");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
