using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Access;

/// <summary>Endpoints that show and change nothing.</summary>
internal static class ReadOnlyEndpoints
{
    /// <summary>Refuses whatever sends, manages or simulates.</summary>
    public static TBuilder ReadOnly<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Mark());

    public static AccessRefusal? RefusalOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null
            && EndpointAccess.RightOf(context) is not (EventRight.Read or EventRight.Payloads)
                ? new AccessRefusal(
                    StatusCodes.Status403Forbidden,
                    "access.read_only",
                    "These endpoints are read-only: nothing was changed.")
                : null;

    private sealed class Mark;
}
