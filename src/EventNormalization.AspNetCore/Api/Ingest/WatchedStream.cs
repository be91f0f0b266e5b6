using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Ingest;

/// <summary>The body of a stream as it arrives, which may not be silent for too long.</summary>
/// <remarks>Read by one caller at a time.</remarks>
internal sealed class WatchedStream(Stream inner, TimeSpan silenceMax, TimeProvider time) : ReadableStream
{
    /// <summary>Ends the reading when the host stops.</summary>
    public CancellationToken Stopping { get; init; }

    private readonly CancellationTokenSource _silence = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>How many bytes arrived.</summary>
    public long ByteCount { get; private set; }

    /// <exception cref="RequestBodyException">Nothing came for too long, or the server refuses what came.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _silence.CancelAfter(silenceMax);
        using var given = cancellationToken.UnsafeRegister(Cancel, _silence);
        using var stopping = Stopping.UnsafeRegister(Cancel, _silence);
        try
        {
            var count = await inner.ReadAsync(buffer, _silence.Token).ConfigureAwait(false);
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            ByteCount += count;
            return count;
        }
        catch (BadHttpRequestException exception)
        {
            throw new RequestBodyException(BodyProblems.Broken(exception, ApiLimits.Default));
        }
        catch (IOException exception)
        {
            throw new RequestBodyException(BodyProblems.EndedEarly(exception));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestBodyException(
                Stopping.IsCancellationRequested ? StreamProblems.Stopping() : StreamProblems.Silent(silenceMax));
        }
    }

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _silence.Dispose();
        }

        base.Dispose(disposing);
    }
}
