using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EventNormalization.DuckDb;

/// <summary>What a Linux process has used so far.</summary>
/// <param name="Processor">User and system time of all its threads.</param>
/// <param name="PeakBytes">The most memory it ever had resident (VmHWM).</param>
internal readonly record struct ProcessUse(TimeSpan Processor, long PeakBytes)
{
    private const int TicksPerSecond = 100;

    /// <summary>Reads a process's use; false once it has ended.</summary>
    public static bool TryRead(string process, out ProcessUse use)
    {
        use = default;
        try
        {
            var peak = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (peak is null)
            {
                return false;
            }

            var processor = ProcessorTime(File.ReadAllText($"/proc/{process}/stat"));
            use = new ProcessUse(processor, 1024 * Number(peak.Split()[^2]));
            return true;
        }
        catch (IOException)
        {
            // The process ended between two readings, and its folder with it.
            return false;
        }
    }

    /// <summary>The load average of the last minute.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split()[0];

    private static TimeSpan ProcessorTime(string stat)
    {
        // The name of the program stands in parentheses and may hold blanks; utime and stime are fields 14 and 15.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / (double)TicksPerSecond);
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
