using System;
using System.Collections.Generic;
using System.Threading;

namespace EventNormalization.Testing;

/// <summary>The time of a simulated world: it stands still while anything can run.</summary>
internal sealed class SimTime(SimContext context) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(SimTimer Timer, long Version), (long Due, long Number)> _due = new();
    private long _now;
    private long _number;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Has a timer fire at a time, unless its version is another one by then.</summary>
    public void Add(SimTimer timer, long version, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _due.Enqueue((timer, version), (_now + dueTime.Ticks, _number++));
        }
    }

    /// <summary>Moves on to the next timer, and makes all of that time ready to run; false if there is none.</summary>
    public bool TryAdvance()
    {
        lock (_lock)
        {
            var isFound = false;
            while (_due.TryPeek(out var next, out var at) && (!isFound || at.Due <= _now))
            {
                _due.Dequeue();
                if (next.Timer.Version == next.Version)
                {
                    isFound = true;
                    Interlocked.Exchange(ref _now, long.Max(_now, at.Due));
                    context.Mix((ulong)_now);
                    context.Post(static fired => Fire(fired!), next);
                }
            }

            return isFound;
        }
    }

    private static void Fire(object fired)
    {
        var (timer, version) = ((SimTimer Timer, long Version))fired;
        timer.Fire(version);
    }
}
