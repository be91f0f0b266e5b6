using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Streaming;
using EventNormalization.Api.Wire;
using EventNormalization.Ingestion;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Ingest;

/// <summary>Ingests a stream of lines, and answers with a stream of lines while it comes in.</summary>
/// <remarks>
/// Reading never waits for the client to read. A line without an answer is not acknowledged; sending it again is safe.
/// </remarks>
internal sealed class StreamIngest
{
    private readonly HttpContext _context;
    private readonly ApiLimits _limits;
    private readonly StreamResults _results;

    private StreamIngest(HttpContext context, ApiLimits limits, StreamResults results) =>
        (_context, _limits, _results) = (context, limits, results);

    /// <summary>Ingests the body of a request.</summary>
    public static async Task RunAsync(HttpContext context)
    {
        var limits = RequestLimits.Of(context);
        if (RequestMediaType.Refuse(context.Request, BodyIngest.Accepted) is { } refusal)
        {
            await ProblemResponse.WriteAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        var time = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var lifetime = context.RequestServices.GetService<IHostApplicationLifetime>();
        var received = new WatchedStream(context.Request.Body, limits.StreamIdleMax, time)
        {
            Stopping = lifetime?.ApplicationStopping ?? default,
        };
        if (!BodyDecoding.TryOpen(context.Request, received, out var text))
        {
            await received.DisposeAsync().ConfigureAwait(false);
            await ProblemResponse.WriteAsync(context, BodyProblems.Encoding(context.Request)).ConfigureAwait(false);
            return;
        }

        var bounded = new StreamText(received, text, limits);
        await using var reading = bounded.ConfigureAwait(false);
        var results = new StreamResults(context, limits, time);
        await using var answering = results.ConfigureAwait(false);
        await new StreamIngest(context, limits, results).RunAsync(bounded).ConfigureAwait(false);
    }

    private async Task RunAsync(StreamText text)
    {
        RequestLimits.ApplyToStream(_context);
        _context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _results.Start();
        var problem = await ReadAsync(text).ConfigureAwait(false);
        if (problem is not null)
        {
            var log = IngestLog.Of(_context.RequestServices.GetRequiredService<ILoggerFactory>());
            IngestLog.StreamStopped(log, _results.LastLine, problem.Code);
        }

        await _results.EndAsync(problem).ConfigureAwait(false);
    }

    /// <summary>Ingests all lines; returns what ended the stream before its end.</summary>
    private async Task<ApiProblem?> ReadAsync(StreamText text)
    {
        try
        {
            return await IngestAsync(text).ConfigureAwait(false);
        }
        catch (RequestBodyException exception)
        {
            return exception.Problem;
        }
        catch (InvalidDataException exception)
        {
            return BodyProblems.Unreadable(exception.Message);
        }
        catch (OperationCanceledException) when (_context.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads how it ended.
            return null;
        }
        catch (Exception exception)
        {
            // Whatever a store threw: from here on nothing is acknowledged, and sending again is safe.
            var log = IngestLog.Of(_context.RequestServices.GetRequiredService<ILoggerFactory>());
            IngestLog.StreamNotKept(log, exception, _results.LastLine);
            _results.EndsNotKept = true;
            return null;
        }
    }

    private async Task<ApiProblem?> IngestAsync(StreamText text)
    {
        var pipeline = SenderPipeline.Of(_context);
        var options = new EventReaderOptions { Format = EventFormat.Ndjson, EventBytesMax = _limits.BodyBytesMax };
        var steps = pipeline.IngestStreamAsync(text, options, _context.RequestAborted);
        var feed = _context.RequestServices.GetService<OutcomeFeed>();
        await foreach (var step in steps.ConfigureAwait(false))
        {
            feed?.Publish(step.Results);
            if (!await _results.TryWriteAsync(step.Results).ConfigureAwait(false))
            {
                return _results.SpoolFailure is { } failure ? Told(failure) : StreamProblems.Unread(_limits);
            }
        }

        return null;
    }

    private ApiProblem Told(Exception failure)
    {
        IngestLog.SpoolFailed(IngestLog.Of(_context.RequestServices.GetRequiredService<ILoggerFactory>()), failure);
        return StreamProblems.Spool();
    }
}
