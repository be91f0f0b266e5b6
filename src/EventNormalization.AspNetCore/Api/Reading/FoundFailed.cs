using System.Collections.Generic;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>A page of failed events.</summary>
internal sealed class FoundFailed
{
    /// <summary>The entries, in the order that was asked for.</summary>
    public required IReadOnlyList<FailedEvent> Entries { get; init; }

    /// <summary>Where the search goes on; <see langword="null"/> if it is at its end.</summary>
    public PageToken? Next { get; init; }

    /// <summary>How far the search came before its time was over; <see langword="null"/> if it was not.</summary>
    public Instant? SearchedTo { get; init; }
}
