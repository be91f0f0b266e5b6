using System;
using System.Collections.Generic;
using System.Threading;

namespace EventNormalization.Testing;

/// <summary>Holds what is ready to run on one thread, and picks what runs next by chance from a seed.</summary>
internal sealed class SimContext(int seed) : SynchronizationContext
{
    private const ulong HashOffset = 14_695_981_039_346_656_037;
    private const ulong HashPrime = 1_099_511_628_211;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Lock _lock = new();
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];
    private readonly Random _random = new(seed);
    private ulong _runs = (ulong)(uint)seed << 32;

    static SimContext()
    {
        // What the core's awaits ask for: see ContextCapture and RunNumber there.
        AppContext.SetData("EventNormalization.CapturedContext", typeof(SimContext));
        AppContext.SetData(
            "EventNormalization.RunNumbers",
            (Func<ulong>)(() => Current is SimContext context ? ++context._runs : throw new InvalidOperationException(
                "A run number was asked for outside of the simulation.")));
    }

    public long StepCount { get; private set; }

    /// <summary>How many continuations came from other threads.</summary>
    public long ForeignCount { get; private set; }

    /// <summary>Where the first of them came from.</summary>
    public string? ForeignStack { get; private set; }

    /// <summary>Which continuation ran in which order, and whatever was noted, as one number.</summary>
    public ulong TraceHash { get; private set; } = HashOffset;

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            CountForeign();
            _ready.Add((d, state));
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        lock (_lock)
        {
            CountForeign();
        }

        d(state);
    }

    /// <summary>Runs one of what is ready; false if nothing is.</summary>
    public bool TryStep()
    {
        (SendOrPostCallback Callback, object? State) next;
        lock (_lock)
        {
            if (_ready.Count == 0)
            {
                return false;
            }

            var chosen = _random.Next(_ready.Count);
            next = _ready[chosen];
            _ready[chosen] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            Mix((ulong)chosen);
            Mix((ulong)_ready.Count);
        }

        StepCount++;
        next.Callback(next.State);
        return true;
    }

    /// <summary>Makes a number part of the trace.</summary>
    public void Mix(ulong value) => TraceHash = unchecked((TraceHash ^ value) * HashPrime);

    private void CountForeign()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            ForeignCount++;
            ForeignStack ??= Environment.StackTrace;
        }
    }
}
