using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli.Tests;

/// <summary>A process that a test started: it ends with the test, and is killed if it outlasts a bound.</summary>
/// <remarks>When it is killed its pipes close, so that whoever waits for a line of it goes on as well.</remarks>
internal sealed class RunningTool : IDisposable
{
    private readonly Process _process;
    private readonly Timer _bound;
    private bool _isOverdue;

    public RunningTool(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _bound = new Timer(_ => EndOverdue(), null, BoundOf(), Timeout.InfiniteTimeSpan);
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public StreamWriter StandardInput => _process.StandardInput;

    public StreamReader StandardOutput => _process.StandardOutput;

    public StreamReader StandardError => _process.StandardError;

    /// <summary>The most memory it has held so far, in bytes; zero if it has just ended.</summary>
    public long PeakMemory()
    {
        try
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
        catch (InvalidOperationException) when (_process.HasExited)
        {
            // It may end at any moment, also between a question whether it has and the next one.
            return 0;
        }
    }

    /// <summary>Waits for its end; whether it came within this time.</summary>
    public bool WaitForExit(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end within the bound, and was killed.</exception>
    public async Task WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        if (_isOverdue)
        {
            throw new TimeoutException($"The process had not ended after {BoundOf()} and was killed.");
        }
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        _bound.Dispose();
        Kill();
        _process.Dispose();
    }

    private void EndOverdue()
    {
        _isOverdue = true;
        Kill();
    }

    private static TimeSpan BoundOf() => TimeSpan.FromMinutes(Repository.IsFull ? 30 : 5);
}
