using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Streaming;
using EventNormalization.Api.Wire;
using EventNormalization.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Ingest;

/// <summary>Ingests a body that is read whole before anything of it is kept.</summary>
internal static class BodyIngest
{
    /// <summary>The media types that are read, for whoever sends another one.</summary>
    public const string Accepted = RequestMediaType.Json + ", " + RequestMediaType.Ndjson;

    /// <summary>Ingests the events of a body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isList">Whether the answer is a list even for one event.</param>
    public static async Task RunAsync(HttpContext context, bool isList)
    {
        var limits = RequestLimits.Of(context);
        using var body = await RequestBody.ReadAsync(context, Accepted).ConfigureAwait(false);
        if (body.Problem is { } problem)
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        try
        {
            var time = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
            using var deliveries = await BodyDeliveries.CutAsync(body.Bytes, time, limits.BatchEventsMax)
                .ConfigureAwait(false);
            await IngestAsync(context, deliveries, isList || deliveries.IsArray || deliveries.Events.Length > 1)
                .ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            await ProblemResponse.WriteAsync(context, BodyProblems.Unreadable(exception.Message))
                .ConfigureAwait(false);
        }
    }

    private static Task IngestAsync(HttpContext context, BodyDeliveries deliveries, bool isList)
    {
        var limits = RequestLimits.Of(context);
        return deliveries.IsTooMany ? ProblemResponse.WriteAsync(context, BodyProblems.TooMany(limits))
            : !deliveries.Events.IsEmpty ? AnswerAsync(context, deliveries, isList)
            : deliveries.IsArray ? IngestAnswer.WriteAllAsync(context, [])
            : ProblemResponse.WriteAsync(context, BodyProblems.Empty());
    }

    private static async Task AnswerAsync(HttpContext context, BodyDeliveries deliveries, bool isList)
    {
        if (await KeepAsync(context, deliveries).ConfigureAwait(false) is not { } results)
        {
            return;
        }

        if (deliveries is { Events.Length: 1, IsArray: false } && results[0].IsEnvelope)
        {
            await IngestAnswer.WriteAllAsync(context, results[0].Records).ConfigureAwait(false);
        }
        else if (isList)
        {
            await IngestAnswer.WriteAllAsync(context, results).ConfigureAwait(false);
        }
        else
        {
            await IngestAnswer.WriteOneAsync(context, results[0]).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps the deliveries; null if that was not possible, which is answered then.</summary>
    private static async Task<IReadOnlyList<IngestResult>?> KeepAsync(HttpContext context, BodyDeliveries deliveries)
    {
        var pipeline = context.RequestServices.GetRequiredService<EventPipeline>();
        try
        {
            var results = await pipeline.IngestBatchAsync(deliveries.Events, context.RequestAborted)
                .ConfigureAwait(false);
            context.RequestServices.GetRequiredService<OutcomeFeed>().Publish(results);
            return results;
        }
        catch (OperationCanceledException) when (IsGone(context.RequestAborted))
        {
            return null;
        }
        catch (Exception exception)
        {
            // Whatever a store threw: nothing is acknowledged, and sending again is safe.
            var log = IngestLog.Of(context.RequestServices.GetRequiredService<ILoggerFactory>());
            IngestLog.NotKept(log, exception, deliveries.Events.Length);
            await IngestAnswer.WriteNotKeptAsync(context, RequestLimits.Of(context)).ConfigureAwait(false);
            return null;
        }
    }

    private static bool IsGone(CancellationToken requestAborted) => requestAborted.IsCancellationRequested;
}
