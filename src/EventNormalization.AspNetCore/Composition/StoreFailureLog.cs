using System;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Composition;

/// <summary>Tells the host's log why a store does not take what it is given, with the exception.</summary>
/// <remarks>
/// A store that is down fails at each event: after a line, others are counted for <see cref="QuietPeriod"/> and told
/// with the next one. Thread-safe.
/// </remarks>
internal sealed partial class StoreFailureLog(ILogger<EventStores> logger, TimeProvider time)
{
    /// <summary>How long failures are counted rather than told.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long? _lastTold;
    private long _untold;

    /// <summary>Tells of a failure; that the caller gave up is none.</summary>
    /// <returns>Always <see langword="false"/>: it is a filter that looks and lets the exception go on.</returns>
    public bool Tell(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        if (TakeUntold() is { } untold)
        {
            StoreFailed(logger, exception, untold);
        }

        return false;
    }

    [LoggerMessage(EventId = 110, EventName = "StoreFailed", Level = LogLevel.Error,
        Message = "A store failed; {Untold} further failures were not logged since the last one that was. "
            + "What it did not take is tried again, and kept as failed events after that.")]
    private static partial void StoreFailed(ILogger logger, Exception exception, long untold);

    private long? TakeUntold()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_lastTold is { } last && time.GetElapsedTime(last, now) < QuietPeriod)
            {
                _untold++;
                return null;
            }

            var untold = _untold;
            (_untold, _lastTold) = (0, now);
            return untold;
        }
    }
}
