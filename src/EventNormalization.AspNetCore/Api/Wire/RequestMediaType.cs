using System;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventNormalization.Api.Wire;

/// <summary>What a request says that its body is.</summary>
/// <remarks>
/// A page of another site can make a browser send any body without asking first, but only as a form or as plain text.
/// So these are refused, and so is a body without a type.
/// </remarks>
internal static class RequestMediaType
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";

    /// <summary>Whether the body is a stream of lines.</summary>
    public static bool IsNdjson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (Is(type, Ndjson) || Is(type, "application/ndjson") || Is(type, "application/jsonl"));

    /// <summary>Whether the body is plain JSON, which a command is.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && Is(type, Json);

    /// <summary>Whether the body is of a type that events come in: none that browsers send unasked.</summary>
    public static bool IsOfEvents(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (Is(type, Json) || Is(type, "text/json") || IsNdjson(request)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Why the body is not read as JSON; <see langword="null"/> if it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="accepted">The types that the endpoint reads.</param>
    public static ApiProblem? Refuse(HttpRequest request, string accepted = Json)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return Refused(request, accepted, "the request has no Content-Type that can be read");
        }

        return !IsOfEvents(request) ? Refused(request, accepted, $"found Content-Type {type.MediaType}")
            : IsUtf8(type) ? null : Refused(request, accepted, $"found charset={type.Charset}, expected UTF-8");
    }

    private static ApiProblem Refused(HttpRequest request, string accepted, string found)
    {
        request.HttpContext.Response.Headers.Accept = accepted;
        return new ApiProblem
        {
            Status = StatusCodes.Status415UnsupportedMediaType,
            Code = "body.media_type",
            Title = "The media type of the body is not read here.",
            Detail = $"Body: {found}; accepted: {accepted}, in UTF-8. Nothing was read.",
        };
    }

    private static bool Is(MediaTypeHeaderValue type, string name) =>
        type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue type)
    {
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
    }
}
