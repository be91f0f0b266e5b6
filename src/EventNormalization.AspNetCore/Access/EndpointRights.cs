using Microsoft.AspNetCore.Builder;

namespace EventNormalization.Access;

/// <summary>Says which right an endpoint needs; <see cref="EventRight"/> is its metadata.</summary>
internal static class EndpointRights
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, EventRight right)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeededRight(right));
}
