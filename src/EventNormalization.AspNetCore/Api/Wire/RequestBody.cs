using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api.Wire;

/// <summary>A body that was read whole, or why it was not.</summary>
/// <remarks>Not thread-safe. Its bytes are valid until it is disposed.</remarks>
internal sealed class RequestBody : IDisposable
{
    private const int LengthFirst = 4096;

    private byte[]? _buffer;

    private RequestBody(byte[]? buffer, int length, ApiProblem? problem)
    {
        _buffer = buffer;
        Bytes = buffer.AsMemory(0, length);
        Problem = problem;
    }

    /// <summary>The bytes, decompressed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Why there are none; <see langword="null"/> if there are.</summary>
    public ApiProblem? Problem { get; }

    /// <summary>Reads the body of a request that says that it is JSON.</summary>
    /// <param name="context">The request.</param>
    /// <param name="accepted">The media types that the endpoint reads, for the problem.</param>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, string accepted = RequestMediaType.Json)
    {
        var limits = RequestLimits.Of(context);
        RequestLimits.ApplyToBody(context, limits);
        if (RequestMediaType.Refuse(context.Request, accepted) is { } refusal)
        {
            return new RequestBody(null, 0, refusal);
        }

        if (context.Request.ContentLength > limits.BodyBytesMax)
        {
            return new RequestBody(null, 0, BodyProblems.TooLarge(limits));
        }

        if (!BodyDecoding.TryOpen(context.Request, context.Request.Body, out var text))
        {
            return new RequestBody(null, 0, BodyProblems.Encoding(context.Request));
        }

        try
        {
            return await ReadAsync(context, text, limits).ConfigureAwait(false);
        }
        finally
        {
            if (text != context.Request.Body)
            {
                await text.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            Bytes = default;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<RequestBody> ReadAsync(HttpContext context, Stream text, ApiLimits limits)
    {
        var time = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        using var late = new CancellationTokenSource(limits.BodyTimeMax, time);
        using var gone = context.RequestAborted.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), late);
        try
        {
            return await FillAsync(context.Request, text, limits, late.Token).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            return new RequestBody(null, 0, BodyProblems.Broken(exception, limits));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return new RequestBody(null, 0, BodyProblems.TooSlow(limits));
        }
        catch (Exception exception) when (exception is InvalidDataException
            || (exception is InvalidOperationException && text != context.Request.Body))
        {
            // Gzip says the one of data that is damaged, Brotli the other.
            return new RequestBody(null, 0, BodyProblems.Unreadable("it is damaged: " + exception.Message));
        }
        catch (IOException exception)
        {
            // The client has gone, and nobody reads the answer.
            return new RequestBody(null, 0, BodyProblems.EndedEarly(exception));
        }
    }

    private static async ValueTask<RequestBody> FillAsync(
        HttpRequest request, Stream text, ApiLimits limits, CancellationToken cancellationToken)
    {
        var isPlain = text == request.Body;
        var buffer = ArrayPool<byte>.Shared.Rent(
            isPlain && request.ContentLength is { } known ? (int)known + 1 : LengthFirst);
        try
        {
            for (var length = 0; ;)
            {
                var count = await text.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += count;
                if (count == 0 || length > limits.BodyBytesMax)
                {
                    return Complete(buffer, length, limits);
                }

                buffer = length < buffer.Length ? buffer : Grow(buffer);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static RequestBody Complete(byte[] buffer, int length, ApiLimits limits)
    {
        var problem = length > limits.BodyBytesMax ? BodyProblems.TooLarge(limits)
            : length == 0 ? BodyProblems.Empty()
            : BodyDecoding.IsGzip(buffer.AsSpan(0, length)) ? BodyProblems.Unreadable(BodyDecoding.HiddenGzip)
            : null;
        if (problem is null)
        {
            return new RequestBody(buffer, length, null);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return new RequestBody(null, 0, problem);
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
