using System;
using EventNormalization.Pipeline;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Retries;

/// <summary>What the retries of a host tell its log.</summary>
internal static partial class RetryLog
{
    [LoggerMessage(EventId = 120, Level = LogLevel.Debug, Message = "Failed events are retried from now on.")]
    public static partial void Started(ILogger logger);

    [LoggerMessage(EventId = 121, Level = LogLevel.Debug, Message = "Failed events are no longer retried.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventId = 122, Level = LogLevel.Warning,
        Message = "The host did not wait for a batch of retries; its leases end by themselves, and each delivery still "
            + "counts once.")]
    public static partial void Cut(ILogger logger);

    [LoggerMessage(EventId = 123, Level = LogLevel.Critical,
        Message = "Failed events are no longer retried, since no waiting mends what happened.")]
    public static partial void Ended(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 124, Level = LogLevel.Error,
        Message = "A pass of retries ended early after {Entries} failed events, since a store failed; the next one "
            + "tries again.")]
    public static partial void PassFailed(ILogger logger, Exception exception, long entries);

    [LoggerMessage(EventId = 125, Level = LogLevel.Warning,
        Message = "{Leases} failed events went to another worker, since this one was paused for longer than its lease; "
            + "each delivery counts once.")]
    public static partial void LeasesLost(ILogger logger, long leases);

    public static void PassDone(ILogger logger, RetryPass pass)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var counted = pass.Accepted + pass.Duplicates + pass.AlreadyCounted;
            PassDone(logger, pass.Retried, counted, pass.Retried - counted);
        }
    }

    [LoggerMessage(EventId = 126, Level = LogLevel.Information,
        Message = "{Retried} deliveries retried: {Stored} are stored, {Failed} are still failed events.")]
    private static partial void PassDone(ILogger logger, long retried, long stored, long failed);
}
