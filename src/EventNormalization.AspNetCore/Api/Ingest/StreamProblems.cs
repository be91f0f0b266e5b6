using System;
using System.Globalization;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Ingest;

/// <summary>What ends a stream before its end. What was answered before stays kept.</summary>
internal static class StreamProblems
{
    public static ApiProblem Silent(TimeSpan silenceMax) => new()
    {
        Status = StatusCodes.Status408RequestTimeout,
        Code = "stream.silent",
        Title = "The stream was silent for too long.",
        Detail = string.Create(
            CultureInfo.InvariantCulture, $"Body: nothing came for {silenceMax.TotalSeconds:0} seconds."),
    };

    public static ApiProblem Bomb(ApiLimits limits) => new()
    {
        Status = StatusCodes.Status413PayloadTooLarge,
        Code = "stream.compression",
        Title = "The stream is compressed too well.",
        Detail = string.Create(
            CultureInfo.InvariantCulture,
            $"Body: found more than {limits.CompressionRatioMax} times as many bytes as were sent; send it ")
            + "uncompressed.",
    };

    public static ApiProblem Unread(ApiLimits limits) => new()
    {
        Status = StatusCodes.Status408RequestTimeout,
        Code = "stream.unread",
        Title = "The results are not read.",
        Detail = string.Create(
            CultureInfo.InvariantCulture,
            $"Results: {limits.UnreadBytesMax:N0} bytes wait to be read; read them while sending, or send less."),
    };

    public static ApiProblem Spool() => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "stream.spool",
        Title = "The host cannot put results aside.",
        Detail = "Results: they wait to be read, and the host has no room for them; read them while sending.",
    };

    public static ApiProblem Stopping() => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "stream.stopping",
        Title = "The host is stopping.",
        Detail = "The host is stopping; send again what has no answer.",
        RetryAfter = TimeSpan.FromSeconds(5),
    };
}
