using System.Threading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Access;

/// <summary>Tells the host's log, once, that endpoints are open to everyone.</summary>
internal sealed partial class AnonymousWarning
{
    private int _given;

    public void GiveOnce(HttpContext context)
    {
        if (_given == 0
            && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && !EndpointAccess.IsDevelopment(context)
            && Interlocked.Exchange(ref _given, 1) == 0)
        {
            var loggers = context.RequestServices.GetRequiredService<ILoggerFactory>();
            EndpointsAreOpen(loggers.CreateLogger("EventNormalization.Access"));
        }
    }

    [LoggerMessage(
        EventId = 140,
        EventName = nameof(EndpointsAreOpen),
        Level = LogLevel.Warning,
        Message = "Endpoints of EventNormalization are open to everyone, since AllowAnonymous was set on them.")]
    private static partial void EndpointsAreOpen(ILogger logger);
}
