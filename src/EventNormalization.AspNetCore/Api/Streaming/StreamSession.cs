using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Streaming;

/// <summary>Writes what waits for one reader, until he goes, may no longer read, or the host stops.</summary>
internal sealed class StreamSession(HttpContext context, IEventReader events, TimeProvider time)
{
    /// <summary>How long nothing is sent at most: what stands between would take the connection for dead.</summary>
    public static readonly TimeSpan HeartbeatDelay = TimeSpan.FromSeconds(15);

    /// <summary>How often it is asked whether the reader still may read.</summary>
    public static readonly TimeSpan RightDelay = TimeSpan.FromMinutes(1);

    /// <summary>How many stored events are sent to one who resumes; further ones are counted as dropped.</summary>
    public const int ResumedMax = 10_000;

    private const int BytesToFlush = 1 << 16;

    // A browser that lost the connection asks again after this many milliseconds.
    private static readonly byte[] Greeting = "retry: 2000\n\n"u8.ToArray();
    private static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    private long _rightAsked = time.GetTimestamp();
    private EventPosition _resumed;

    /// <summary>Sends the header, so that the reader knows that he is watching.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => SendAsync(Greeting, cancellationToken);

    /// <summary>Sends what was stored after an event that the reader has seen.</summary>
    public async Task ResumeAsync(EventPosition after, CancellationToken cancellationToken)
    {
        var page = new PageRequest { CountMax = ResumedMax, After = TokenOf(after) };
        var count = 0;
        await foreach (var stored in events.QueryAsync(new EventQuery { Page = page }, cancellationToken)
            .ConfigureAwait(false))
        {
            _resumed = stored.Position;
            var frame = OutcomeJson.Accepted(stored);
            await context.Response.Body.WriteAsync(frame.Utf8, cancellationToken).ConfigureAwait(false);
            count++;
        }

        if (count == ResumedMax)
        {
            await SkipAsync(cancellationToken).ConfigureAwait(false);
        }

        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what comes, until it is cancelled or the reader may no longer read.</summary>
    public async Task RunAsync(FeedReader reader, CancellationToken cancellationToken)
    {
        while (await IsGrantedAsync().ConfigureAwait(false))
        {
            var frames = reader.TakeAll();
            if (frames.Count > 0)
            {
                await SendAsync(frames, cancellationToken).ConfigureAwait(false);
            }
            else if (!await reader.WaitAsync(HeartbeatDelay, time, cancellationToken).ConfigureAwait(false))
            {
                await SendAsync(Heartbeat, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tells how many events are between the last that was sent and the newest.</summary>
    private async Task SkipAsync(CancellationToken cancellationToken)
    {
        var page = new PageRequest { Direction = SortDirection.Descending, CountMax = 1 };
        await foreach (var newest in events.QueryAsync(new EventQuery { Page = page }, cancellationToken)
            .ConfigureAwait(false))
        {
            if (newest.Position > _resumed)
            {
                var dropped = FeedFrame.Dropped(FeedSource.CountBetween(_resumed, newest.Position));
                await context.Response.Body.WriteAsync(dropped.Utf8, cancellationToken).ConfigureAwait(false);
                _resumed = newest.Position;
            }
        }
    }

    private async ValueTask<bool> IsGrantedAsync()
    {
        if (time.GetElapsedTime(_rightAsked) < RightDelay)
        {
            return true;
        }

        _rightAsked = time.GetTimestamp();
        return await EndpointAccess.IsStillGrantedAsync(context).ConfigureAwait(false);
    }

    private async Task SendAsync(IReadOnlyList<FeedFrame> frames, CancellationToken cancellationToken)
    {
        var unflushed = 0;
        foreach (var frame in frames)
        {
            // Those up to here were sent when the reader resumed, while the feed told of them already.
            if (frame.Position is { } position && position <= _resumed)
            {
                continue;
            }

            await context.Response.Body.WriteAsync(frame.Utf8, cancellationToken).ConfigureAwait(false);
            unflushed += frame.Utf8.Length;
            if (unflushed >= BytesToFlush)
            {
                await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
                unflushed = 0;
            }
        }

        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static PageToken TokenOf(EventPosition position)
    {
        Span<byte> row = stackalloc byte[EventPosition.ByteCount];
        position.WriteTo(row);
        return new PageToken(SortKey.Position, SortDirection.Ascending, [], row);
    }
}
