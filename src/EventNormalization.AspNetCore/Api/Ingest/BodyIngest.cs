using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Streaming;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
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
            : deliveries.IsArray ? AnswerAsync(context, deliveries, isList)
            : ProblemResponse.WriteAsync(context, BodyProblems.Empty());
    }

    private static async Task AnswerAsync(HttpContext context, BodyDeliveries deliveries, bool isList)
    {
        var identifier = context.RequestServices.GetRequiredService<EventIdentifier>();
        var records = identifier.Expand(deliveries.Events);
        var limits = RequestLimits.Of(context);
        if (records.Records.Length > limits.BatchEventsMax)
        {
            await ProblemResponse.WriteAsync(context, BodyProblems.TooMany(limits)).ConfigureAwait(false);
            return;
        }

        try
        {
            var results = await KeepAsync(context, records.Records).ConfigureAwait(false);
            await AnswerAsync(context, new KeptEvents(records, deliveries.Events.Length, results), isList)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer, so nothing is acknowledged.
        }
    }

    private static Task AnswerAsync(HttpContext context, KeptEvents events, bool isList) =>
        events.AreNoneKept ? IngestAnswer.WriteNotKeptAsync(context, RequestLimits.Of(context))
        : isList || events.IsEnvelope ? IngestAnswer.WriteAllAsync(context, events)
        : IngestAnswer.WriteOneAsync(context, events.Results[0]!);

    /// <summary>Keeps the records, and tells those who watch.</summary>
    private static async Task<IReadOnlyList<IngestResult?>> KeepAsync(
        HttpContext context, ReadOnlyMemory<RawEvent> records)
    {
        if (records.IsEmpty)
        {
            return [];
        }

        var services = context.RequestServices;
        var pipeline = SenderPipeline.Of(context);
        var answer = await pipeline.TryIngestBatchAsync(records, context.RequestAborted).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            var log = IngestLog.Of(services.GetRequiredService<ILoggerFactory>());
            IngestLog.NotKept(log, failure, answer.Results.Count(result => result is null));
        }

        if (services.GetService<OutcomeFeed>() is { HasOutcomeReaders: true } feed)
        {
            foreach (var result in answer.Results.OfType<IngestResult>())
            {
                feed.Publish(result);
            }
        }

        return answer.Results;
    }
}
