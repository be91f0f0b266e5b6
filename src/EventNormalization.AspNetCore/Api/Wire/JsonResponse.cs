using System;
using System.Buffers;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Wire;

/// <summary>Answers with one JSON value.</summary>
internal static class JsonResponse
{
    private const int LengthExpected = 512;

    /// <summary>Writes a value that fits into memory, with its length.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status code.</param>
    /// <param name="value">What is written.</param>
    /// <param name="write">Writes it; the whole value.</param>
    public static Task WriteAsync<T>(HttpContext context, int status, T value, Action<Utf8JsonWriter, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>(LengthExpected);
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            write(json, value);
        }

        return SendAsync(context, status, ApiJson.MediaType, bytes.WrittenMemory);
    }

    /// <summary>Sends JSON that is written already.</summary>
    public static async Task SendAsync(HttpContext context, int status, string mediaType, ReadOnlyMemory<byte> json)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = json.Length;
        Protect(response);
        try
        {
            await response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read it.
        }
    }

    /// <summary>Headers of every answer: it is nobody else's, and it is what its type says.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
