using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Sqlite;

/// <summary>How long a call still waits for a locked file: once in all, from when it was made.</summary>
internal sealed class Patience(TimeSpan timeout)
{
    private const int PauseMax = 25;

    private readonly long _since = Stopwatch.GetTimestamp();
    private int _pause = 1;

    /// <summary>Whether it has waited for long enough.</summary>
    public bool IsOver => Stopwatch.GetElapsedTime(_since) >= timeout;

    /// <summary>Waits a little, longer each time.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(NextPause(), cancellationToken);

    /// <summary>Waits a little on this thread: only where a file is opened or closed.</summary>
    // As SQLite opens a file on the caller's thread.
#pragma warning disable RS0030
    public void Pause() => Thread.Sleep(NextPause());
#pragma warning restore RS0030

    private TimeSpan NextPause()
    {
        var pause = TimeSpan.FromMilliseconds(_pause);
        _pause = int.Min(_pause * 2, PauseMax);
        var left = timeout - Stopwatch.GetElapsedTime(_since);
        return left < pause ? TimeSpan.FromMilliseconds(double.Max(left.TotalMilliseconds, 1)) : pause;
    }
}
