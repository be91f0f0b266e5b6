using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Access;

/// <summary>Refuses writes that another site made a visitor's browser send.</summary>
/// <remarks>
/// Browsers say where a request comes from (W3C Fetch Metadata), and send JSON across origins only after asking
/// (CORS); forms and plain text they send unasked, so those media types are refused. Servers send neither header.
/// </remarks>
internal static class SameOrigin
{
    private const string Site = "Sec-Fetch-Site";

    public static AccessRefusal? RefusalOf(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method))
        {
            return null;
        }

        return request.Headers[Site].ToString() is not ("" or "same-origin" or "none")
            ? new AccessRefusal(
                StatusCodes.Status403Forbidden,
                "access.cross_site",
                $"A page of another site sent this ({Site}); only pages of this origin and programs may.")
            : IsJson(context) ? null : UnknownType(context);
    }

    private static bool IsJson(HttpContext context) =>
        EndpointAccess.RightOf(context) is EventRight.Ingest or EventRight.Read
            ? RequestMediaType.IsOfEvents(context.Request)
            : RequestMediaType.IsJson(context.Request);

    private static AccessRefusal UnknownType(HttpContext context)
    {
        var accepted = EndpointAccess.RightOf(context) == EventRight.Ingest
            ? "application/json, application/x-ndjson"
            : "application/json";
        return new AccessRefusal(
            StatusCodes.Status415UnsupportedMediaType,
            "body.media_type",
            context.Request.ContentType is { Length: > 0 } found
                ? $"Found the media type '{Shortened(found)}', expected {accepted}."
                : $"Found no Content-Type, expected {accepted}.")
        {
            Accept = accepted,
        };
    }

    private static string Shortened(string text) => text.Length <= 64 ? text : text[..64] + "...";
}
