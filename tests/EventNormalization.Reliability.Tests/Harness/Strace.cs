using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>
/// strace on a process that has started: it records system calls, fails them, or kills at one of them.
/// </summary>
/// <remarks>
/// <c>--seccomp-bpf</c> would be faster, but injects nothing (strace 6.1). Calls are counted by thread, so the worker
/// works on one.
/// </remarks>
internal sealed class Strace : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private Strace(Process process) => _process = process;

    /// <summary>Begins to trace all threads of a process; what they do from now on is seen.</summary>
    public static async Task<Strace> AttachAsync(int processId, params string[] options)
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardError = true };
        string[] arguments = ["-f", .. options, "-p", processId.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var line = await process.StandardError.ReadLineAsync().WaitAsync(Bound);
        if (line?.Contains("attached", StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"strace cannot trace the process: {line}");
        }

        return new Strace(process);
    }

    /// <summary>Waits until it has written everything, which is after the end of the process.</summary>
    public async Task EndAsync()
    {
        await _process.StandardError.ReadToEndAsync().WaitAsync(Bound);
        await _process.WaitForExitAsync().WaitAsync(Bound);
    }

    public void Dispose()
    {
        // An interruption lets go of a process that still runs; killing strace might take it along.
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
