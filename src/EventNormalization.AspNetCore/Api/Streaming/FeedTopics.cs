using System;

namespace EventNormalization.Api.Streaming;

/// <summary>What a reader of the stream wants to be told.</summary>
[Flags]
internal enum FeedTopics
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What became of each delivery.</summary>
    Outcomes = 1,

    /// <summary>The counts of all deliveries, when they change.</summary>
    Totals = 2,

    /// <summary>How far acts on many failed events are.</summary>
    Operations = 4,

    /// <summary>All there is.</summary>
    All = Outcomes | Totals | Operations,
}
