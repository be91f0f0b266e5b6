using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Api.Streaming;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventNormalization.Api;

/// <summary>Server-Sent Events of what changes (WHATWG HTML, 9.2).</summary>
/// <remarks>
/// Frames are written by hand and not by the framework's formatter: one frame is made for all readers, many go out in
/// one flush, and a comment keeps an idle connection open.
/// </remarks>
internal static class StreamEndpoint
{
    /// <summary>How many read the stream at once; each holds at most <see cref="FeedReader.BytesMax"/>.</summary>
    public const int ReadersMax = 1_000;

    private const string MediaType = "text/event-stream";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/stream", (RequestDelegate)AnswerAsync).Needs(EventRight.Read);

    private static async Task AnswerAsync(HttpContext context)
    {
        var pump = context.RequestServices.GetRequiredService<FeedPump>();
        if (!StreamRequest.TryRead(context.Request, out var request, out var problem))
        {
            await ProblemResponse.WriteAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var reader = new FeedReader(request.Topics);
        if (!pump.HasRoom)
        {
            await ProblemResponse.WriteAsync(context, Full()).ConfigureAwait(false);
            return;
        }

        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await pump.AddAsync(reader, end.Token).ConfigureAwait(false);
            await SendAsync(context, request, reader, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or the host stops and would wait for him half a minute.
        }
        catch (IOException)
        {
            // The reader has gone in the middle of a frame.
        }
        finally
        {
            pump.Remove(reader);
        }
    }

    private static async Task SendAsync(
        HttpContext context, StreamRequest request, FeedReader reader, CancellationToken cancellationToken)
    {
        context.Response.ContentType = MediaType;
        JsonResponse.Protect(context.Response);
        // A proxy that collects an answer before it passes it on would show nothing for minutes.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var session = new StreamSession(
            context,
            context.RequestServices.GetRequiredService<IEventReader>(),
            context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System);
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        if (request.After is { } after && (request.Topics & FeedTopics.Outcomes) != 0)
        {
            await session.ResumeAsync(after, cancellationToken).ConfigureAwait(false);
        }

        await session.RunAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    private static ApiProblem Full() => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "stream.full",
        Title = "Too many read the stream.",
        Detail = FormattableString.Invariant(
            $"Found {ReadersMax} readers already, which is the most; ask for totals and events instead."),
        RetryAfter = TimeSpan.FromSeconds(30),
    };
}
