using System;
using System.Threading.Tasks;
using EventNormalization.Reliability.Tests.Worker;

namespace EventNormalization.Reliability.Tests;

/// <summary>The process that tests start of their own assembly.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var settings = WorkerSettings.Parse(args);
        return settings.Mode == "retry" ? RetryProgram.RunAsync(settings) : IngestProgram.RunAsync(settings);
    }

    /// <summary>A line in one write, so that it is either told or not.</summary>
    public static void Say(string line)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }
}
