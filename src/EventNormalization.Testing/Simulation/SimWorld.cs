using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Testing;

/// <summary>
/// A world on one thread, in which a seed says what runs next and time passes only when nothing can run.
/// </summary>
/// <remarks>
/// <para>Law: the same code with the same seed takes the same steps, and has the same <see cref="TraceHash"/>.</para>
/// <para>Awaits of tasks, delays and timers of <see cref="Time"/>, semaphores, channels read by <c>WaitToReadAsync</c>,
/// <see cref="DelayAsync"/> and the library's pipelines, workers and group commit stay inside.
/// <c>ConfigureAwait(false)</c>, <c>Task.Run</c>, <c>Parallel</c> and real input and output leave it: what comes back
/// from another thread is counted, and <see cref="Run"/> refuses it at its end. Make pipelines and workers inside of
/// <see cref="Run"/>.</para>
/// <para>One thread alone may use it, the one that made it.</para>
/// </remarks>
public sealed class SimWorld
{
    private const long StepCountMax = 50_000_000;

    private readonly SimContext _context;
    private readonly SimTime _time;

    /// <summary>Makes a world, at 2024-06-01T00:00:00Z.</summary>
    /// <param name="seed">What chance comes from.</param>
    public SimWorld(int seed)
    {
        Seed = seed;
        _context = new SimContext(seed);
        _time = new SimTime(_context);
        Random = new Random(unchecked(seed * 31) ^ 0x5EED);
    }

    /// <summary>What chance comes from.</summary>
    public int Seed { get; }

    /// <summary>The world's time: it moves to the next timer when nothing can run.</summary>
    public TimeProvider Time => _time;

    /// <summary>Chance, for what happens in the world.</summary>
    public Random Random { get; }

    /// <summary>How many continuations ran.</summary>
    public long StepCount => _context.StepCount;

    /// <summary>How many continuations came from other threads; 0 as long as none escaped.</summary>
    public long ForeignCount => _context.ForeignCount;

    /// <summary>What ran in which order at which times, as one number.</summary>
    public ulong TraceHash => _context.TraceHash;

    /// <summary>Is called after every step; what it throws ends the run. <see langword="null"/> is nothing.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>Runs something to its end.</summary>
    /// <remarks>Flows that it does not wait for stand still afterwards.</remarks>
    /// <param name="main">What to run.</param>
    /// <exception cref="SimulationException">
    /// Nothing can run, and no time is waited for; it does not end; or a continuation came from another thread.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="main"/> is null.</exception>
    public void Run(Func<Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            var task = main();
            while (!task.IsCompleted)
            {
                Step();
            }

            // It has ended, so nothing blocks.
#pragma warning disable RS0030
            task.GetAwaiter().GetResult();
#pragma warning restore RS0030
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        RequireNoEscape();
    }

    /// <summary>Makes something part of the trace, so that runs that differ in it have different hashes.</summary>
    /// <param name="text">Whatever tells runs apart.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public void Note(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var character in text)
        {
            _context.Mix(character);
        }
    }

    /// <summary>Waits in the world's time.</summary>
    /// <remarks>
    /// As <c>Task.Delay</c> with <see cref="Time"/> does, which leaves the world when it is given up.
    /// </remarks>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends then.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), end);
        using var timer = _time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), end, delay, Timeout.InfiniteTimeSpan);
        await end.Task;
    }

    private void Step()
    {
        if (!_context.TryStep())
        {
            if (!_time.TryAdvance())
            {
                RequireNoEscape();
                throw new SimulationException(
                    Seed, "Nothing can run and no time is waited for: it would hang for ever.");
            }

            return;
        }

        AfterStep?.Invoke();
        if (StepCount > StepCountMax)
        {
            throw new SimulationException(
                Seed, FormattableString.Invariant($"It does not end within {StepCountMax} steps."));
        }
    }

    private void RequireNoEscape()
    {
        if (ForeignCount > 0)
        {
            throw new SimulationException(Seed, string.Create(
                CultureInfo.InvariantCulture,
                $"{ForeignCount} continuations came from other threads, so that the run cannot be "
                    + $"repeated. The first:\n")
                + _context.ForeignStack);
        }
    }
}
