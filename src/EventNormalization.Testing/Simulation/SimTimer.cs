using System;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Testing;

/// <summary>
/// A timer of a simulated world. Each change gives it another version; what was due before is void then.
/// </summary>
internal sealed class SimTimer(SimTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;

    public long Version { get; private set; }

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Version++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            time.Add(this, Version, dueTime);
        }

        return true;
    }

    public void Fire(long version)
    {
        if (version != Version)
        {
            return;
        }

        if (_period > TimeSpan.Zero)
        {
            time.Add(this, Version, _period);
        }

        callback(state);
    }

    /// <inheritdoc/>
    public void Dispose() => Version++;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
