using System.Collections.Generic;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>The results of a batch, and its failed deliveries, which go to the failed-event store.</summary>
internal readonly struct BatchResults(IReadOnlyList<IngestResult> results, IReadOnlyList<FailedDelivery> failed)
{
    public IReadOnlyList<IngestResult> Results { get; } = results;

    public IReadOnlyList<FailedDelivery> Failed { get; } = failed;
}
