using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace EventNormalization.Tests;

/// <summary>Runs another program; one that does not end is killed, and fails the test.</summary>
internal static class BoundedProcess
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It did not end, and was killed with everything that it started.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input).WaitAsync(Bound);
            process.StandardInput.Close();
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Bound);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The same for a test that does not wait asynchronously.</summary>
    public static (int ExitCode, string Output, string Error) Run(ProcessStartInfo start, string input = "") =>
        Task.Run(() => RunAsync(start, input)).GetAwaiter().GetResult();
}
