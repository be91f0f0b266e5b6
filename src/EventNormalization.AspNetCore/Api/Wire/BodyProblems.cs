using System.Globalization;
using System.IO;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Wire;

/// <summary>Problems of bodies; of none of them anything was kept.</summary>
internal static class BodyProblems
{
    private const string Nothing = " Nothing of it was kept.";

    // Of a stream, lines may have been answered before.
    private const string Unanswered = " What has no answer was not kept.";

    public static ApiProblem TooLarge(ApiLimits limits) => new()
    {
        Status = StatusCodes.Status413PayloadTooLarge,
        Code = "body.too_large",
        Title = "The body is too large.",
        Detail = string.Create(
            CultureInfo.InvariantCulture, $"Body: found more than {limits.BodyBytesMax:N0} bytes, which is the limit.")
            + Nothing,
    };

    public static ApiProblem TooMany(ApiLimits limits) => new()
    {
        Status = StatusCodes.Status413PayloadTooLarge,
        Code = "body.too_many",
        Title = "The body holds too many events.",
        Detail = string.Create(
            CultureInfo.InvariantCulture, $"Body: found more than {limits.BatchEventsMax:N0} events, expected at most ")
            + "that; send several bodies, or a stream of " + RequestMediaType.Ndjson + "." + Nothing,
    };

    public static ApiProblem TooSlow(ApiLimits limits) => new()
    {
        Status = StatusCodes.Status408RequestTimeout,
        Code = "body.too_slow",
        Title = "The body arrived too slowly.",
        Detail = string.Create(
            CultureInfo.InvariantCulture, $"Body: not complete after {limits.BodyTimeMax.TotalSeconds:0} seconds.")
            + Nothing,
    };

    public static ApiProblem Empty() => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "body.empty",
        Title = "The body is empty.",
        Detail = "Body: found nothing, expected JSON.",
    };

    public static ApiProblem Encoding(HttpRequest request)
    {
        request.HttpContext.Response.Headers.AcceptEncoding = "gzip, br";
        return new ApiProblem
        {
            Status = StatusCodes.Status415UnsupportedMediaType,
            Code = "body.content_encoding",
            Title = "The compression of the body is not read here.",
            Detail = $"Body: found Content-Encoding {request.Headers.ContentEncoding}, accepted: gzip, br. "
                + "Nothing was read.",
        };
    }

    /// <summary>Content that is no text in UTF-8, or damaged.</summary>
    /// <param name="what">What it is, such as <c>it is UTF-16 text, expected UTF-8</c>.</param>
    public static ApiProblem Unreadable(string what) => new()
    {
        Status = StatusCodes.Status415UnsupportedMediaType,
        Code = "body.unreadable",
        Title = "The body is not text in UTF-8.",
        Detail = "Body: " + what.TrimEnd('.') + "." + Unanswered,
    };

    /// <summary>The connection ended within the body.</summary>
    public static ApiProblem EndedEarly(IOException exception) => Broken("it ended early: " + exception.Message);

    /// <summary>What the server refused while the body was read.</summary>
    public static ApiProblem Broken(BadHttpRequestException exception, ApiLimits limits) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(limits),
        StatusCodes.Status408RequestTimeout => TooSlow(limits),
        _ => Broken(exception.Message),
    };

    private static ApiProblem Broken(string what) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "body.broken",
        Title = "The body could not be read.",
        Detail = "Body: " + what.TrimEnd('.') + "." + Unanswered,
    };
}
