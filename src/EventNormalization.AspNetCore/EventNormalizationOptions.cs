using System;

namespace EventNormalization;

/// <summary>The settings of the library in a host, from code or from a section of the configuration.</summary>
/// <remarks>
/// They are read once, when the host starts, and a host does not start with one that is out of range: the message names
/// the setting, what was found and what was expected. In a configuration the names are the same, in any letter case;
/// one that is not known is refused.
/// </remarks>
public sealed class EventNormalizationOptions
{
    /// <summary>
    /// The schema file, or the name of a schema that the library brings; <see langword="null"/> (the default) reads by
    /// <see cref="Normalization.EventSchema.Default"/>. A relative path begins at the host's content root. The
    /// builder's <c>UseSchema</c> comes before it.
    /// </summary>
    public string? Schema { get; set; }

    /// <summary>
    /// The SQLite file that keeps the events, or <c>memory</c>; <see langword="null"/> (the default) keeps them in
    /// memory, and the host's log says so. A relative path begins at the host's content root. The builder's stores come
    /// before it.
    /// </summary>
    public string? Store { get; set; }

    /// <summary>The longest body of one event over HTTP, in bytes, from 1 to 2^29; 1 MiB by default.</summary>
    public int EventBytesMax { get; set; } = 1 << 20;

    /// <summary>
    /// Whether events that come at once go into a durable store in one step; <see langword="true"/> by default. See
    /// <see cref="Storage.GroupCommitAppender"/>.
    /// </summary>
    public bool GroupCommit { get; set; } = true;

    /// <summary>
    /// How many deliveries may wait as failed events before the health check says <c>Degraded</c>; at least 0, by
    /// default 1,000.
    /// </summary>
    public long FailedEventsMax { get; set; } = 1_000;

    /// <summary>
    /// How old the oldest failed event may be before the health check says <c>Degraded</c>; above zero, by default a
    /// day.
    /// </summary>
    public TimeSpan FailedAgeMax { get; set; } = TimeSpan.FromDays(1);
}
