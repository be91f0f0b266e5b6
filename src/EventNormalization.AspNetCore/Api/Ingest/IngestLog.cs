using System;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Ingest;

/// <summary>What the host is told of deliveries that were not kept; never a payload.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(EventId = 1201, EventName = "DeliveriesNotKept", Level = LogLevel.Error,
        Message = "Neither store could keep {DeliveryCount} deliveries of a request; they are not acknowledged.")]
    public static partial void NotKept(ILogger logger, Exception exception, int deliveryCount);

    [LoggerMessage(EventId = 1202, EventName = "StreamNotKept", Level = LogLevel.Error,
        Message = "Neither store could keep what came after line {LineNumber} of a stream; the stream has ended.")]
    public static partial void StreamNotKept(ILogger logger, Exception exception, long lineNumber);

    [LoggerMessage(EventId = 1203, EventName = "StreamStopped", Level = LogLevel.Warning,
        Message = "A stream of events has ended after line {LineNumber}: {Code}.")]
    public static partial void StreamStopped(ILogger logger, long lineNumber, string code);

    [LoggerMessage(EventId = 1208, EventName = "SpoolFailed", Level = LogLevel.Error,
        Message = "Results of a stream could not be put aside for a client that reads late; the stream has ended.")]
    public static partial void SpoolFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1204, EventName = "LookUpFailed", Level = LogLevel.Warning,
        Message = "The store could not tell whether an explained event is stored.")]
    public static partial void LookUpFailed(ILogger logger, Exception exception);

    /// <summary>The log of a request.</summary>
    public static ILogger Of(ILoggerFactory factory) => factory.CreateLogger("EventNormalization.Ingest");
}
