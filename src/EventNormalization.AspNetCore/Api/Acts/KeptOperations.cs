using System;
using EventNormalization.Composition;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.Api.Acts;

/// <summary>The failed-event store of a host, if it keeps operations.</summary>
internal static class KeptOperations
{
    /// <summary>The store; <see langword="null"/> if it acts on one entry at a time.</summary>
    public static IBulkOperationQueue? Find(IServiceProvider services) =>
        services.GetRequiredService<IFailedEventQueue>() switch
        {
            SharedFailedEvents { KeepsOperations: false } => null,
            var queue => queue as IBulkOperationQueue,
        };
}
