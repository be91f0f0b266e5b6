using System.Diagnostics;
using System.Globalization;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage.Authoring;

/// <summary>What became of one delivery whose append had no answer.</summary>
/// <remarks>Immutable. It becomes known by closing the append's name at the event store.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class UncertainResolution
{
    private UncertainResolution(UncertainResolutionKind kind, ContentHash key, UncertainAppend append) =>
        (Kind, Key, Append) = (kind, key, append);

    /// <summary>What the event store said.</summary>
    public UncertainResolutionKind Kind { get; }

    /// <summary>The entry.</summary>
    public ContentHash Key { get; }

    /// <summary>The append, and the delivery's index in it.</summary>
    public UncertainAppend Append { get; }

    /// <summary>The id of the event that is stored.</summary>
    public RecordId? Id { get; private init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public RecordId? StoredId { get; private init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {Key}");

    /// <summary>The append had taken effect.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="append">The append and the place in it.</param>
    /// <param name="id">The event's id.</param>
    /// <returns>One that counts the delivery among the event's.</returns>
    public static UncertainResolution AlreadyCounted(ContentHash key, UncertainAppend append, RecordId id) =>
        new(UncertainResolutionKind.AlreadyCounted, key, append) { Id = id };

    /// <summary>The append had taken effect, and said that another event has the client key.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="append">The append and the place in it.</param>
    /// <param name="storedId">The other event's id.</param>
    /// <returns>One that makes the delivery a conflict.</returns>
    public static UncertainResolution Conflict(ContentHash key, UncertainAppend append, RecordId storedId) =>
        new(UncertainResolutionKind.Conflict, key, append) { StoredId = storedId };

    /// <summary>The append's name is void: the delivery is pending like any other.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="append">The append and the place in it.</param>
    /// <returns>One after which a retry may append the delivery.</returns>
    public static UncertainResolution Void(ContentHash key, UncertainAppend append) =>
        new(UncertainResolutionKind.Void, key, append);
}
