using System;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace EventNormalization;

/// <summary>Waits for a time that can be given up.</summary>
/// <remarks>
/// <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> goes on in a thread of the pool when it is
/// cancelled, which a simulation cannot repeat; in its context (see <see cref="ContextCapture"/>) the wait stays there.
/// </remarks>
internal static class Delays
{
    /// <summary>Waits.</summary>
    public static Task WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken) =>
        ContextCapture.IsEnabled
            ? WaitInContextAsync(delay, time, cancellationToken)
            : Task.Delay(delay, time, cancellationToken);

    /// <summary>Waits until a time is over.</summary>
    /// <remarks>
    /// Rounded up to a millisecond, the grain of timers: who wakes a little before his time asks again and again until
    /// it has come.
    /// </remarks>
    public static Task WaitAsync(Duration delay, TimeProvider time, CancellationToken cancellationToken) =>
        WaitAsync(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), time, cancellationToken);

    private static async Task WaitInContextAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), end);
        using var timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), end, delay, Timeout.InfiniteTimeSpan);
        await end.Task.ConfigureAwait(ContextCapture.IsEnabled);
    }
}
