using System;
using EventNormalization.Storage;

namespace EventNormalization.Api.Acts;

/// <summary>Tells who listens in this process how far operations are, as of each batch.</summary>
/// <remarks>Thread-safe. Listeners are called by the worker itself, so that they must be quick and never throw.</remarks>
internal sealed class OperationFeed
{
    /// <summary>An operation began, advanced or ended.</summary>
    public event Action<BulkOperation>? Changed;

    public void Publish(BulkOperation operation) => Changed?.Invoke(operation);
}
