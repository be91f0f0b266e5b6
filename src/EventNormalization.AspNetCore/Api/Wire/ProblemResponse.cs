using System;
using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Wire;

/// <summary>Answers with a problem (RFC 9457).</summary>
internal static class ProblemResponse
{
    public const string MediaType = "application/problem+json";
    private const string TypePrefix = "urn:event-normalization:";

    /// <summary>Sends a problem as the whole answer.</summary>
    public static Task WriteAsync(HttpContext context, ApiProblem problem)
    {
        // An export may have begun to name its file.
        context.Response.Headers.ContentDisposition = default;
        if (problem.RetryAfter is { } delay)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(delay.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            Write(json, problem);
        }

        return JsonResponse.SendAsync(context, problem.Status, MediaType, bytes.WrittenMemory);
    }

    /// <summary>Writes a problem as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, ApiProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, TypePrefix + problem.Code);
        json.WriteString("title"u8, problem.Title);
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("detail"u8, problem.Detail);
        problem.Further?.Invoke(json);
        if (problem.Errors.Count > 0)
        {
            FieldErrorJson.Write(json, problem.Errors);
        }

        json.WriteEndObject();
    }
}
