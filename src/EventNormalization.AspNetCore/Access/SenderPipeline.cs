using EventNormalization.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Access;

/// <summary>The pipeline as the sender of a request may use it.</summary>
internal static class SenderPipeline
{
    /// <summary>The host's pipeline; it refuses events of clients that the sender may not send for.</summary>
    public static EventPipeline Of(HttpContext context)
    {
        var pipeline = context.RequestServices.GetRequiredService<EventPipeline>();
        if (EndpointAccess.OptionsOf(context).MaySend is not { } maySend)
        {
            return pipeline;
        }

        var sender = context.User;
        return pipeline.For(client => maySend(sender, client));
    }
}
