using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage.Authoring;

/// <summary>How the retry of one failed event ended.</summary>
/// <remarks>
/// Immutable. It is about the deliveries under the retry name and no others. All but <see cref="FailedAgain"/> end the
/// name, so they must be certain: based on an answer under the name, or on its closing. A late worker may settle, too,
/// since the name shows that it is about the same append.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class Settlement
{
    private Settlement(SettlementKind kind, ContentHash key, AppendId name) => (Kind, Key, Name) = (kind, key, name);

    /// <summary>How it ended.</summary>
    public SettlementKind Kind { get; }

    /// <summary>The entry.</summary>
    public ContentHash Key { get; }

    /// <summary>The retry name that it is about.</summary>
    public AppendId Name { get; }

    /// <summary>The id of the event that is stored.</summary>
    public RecordId? Id { get; private init; }

    /// <summary>After a conflict, the id of the stored event that has the client key.</summary>
    public RecordId? StoredId { get; private init; }

    /// <summary>Why it failed; <see langword="null"/> if the reasons stay.</summary>
    public IReadOnlyList<FieldError>? Reasons { get; private init; }

    /// <summary>When it may be retried; <see langword="null"/> is immediately.</summary>
    public Instant? NotBefore { get; private init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {Key}");

    /// <summary>The event store stored the event.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name.</param>
    /// <param name="id">The event's id.</param>
    /// <returns>
    /// One that settles the deliveries under the name: the first as accepted, the others as duplicates.
    /// </returns>
    public static Settlement Accepted(ContentHash key, AppendId name, RecordId id) =>
        new(SettlementKind.Accepted, key, name) { Id = id };

    /// <summary>The event store had the event.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name.</param>
    /// <param name="id">The event's id.</param>
    /// <returns>One that settles the deliveries under the name, all as duplicates.</returns>
    public static Settlement Duplicate(ContentHash key, AppendId name, RecordId id) =>
        new(SettlementKind.Duplicate, key, name) { Id = id };

    /// <summary>Another event has the client key.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name.</param>
    /// <param name="storedId">The other event's id.</param>
    /// <param name="reasons">Every reason.</param>
    /// <returns>One that moves the deliveries under the name to conflict.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reasons"/> is null.</exception>
    public static Settlement Conflict(
        ContentHash key, AppendId name, RecordId storedId, IReadOnlyList<FieldError> reasons) =>
        new(SettlementKind.Conflict, key, name) { StoredId = storedId, Reasons = Checked(reasons) };

    /// <summary>There was no answer. It counts only if it comes from the entry's holder.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name, which stays.</param>
    /// <param name="reasons">Every reason.</param>
    /// <param name="notBefore">When it may be tried again.</param>
    /// <returns>No end: the entry waits under the same retry name until <paramref name="notBefore"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reasons"/> is null.</exception>
    public static Settlement FailedAgain(
        ContentHash key, AppendId name, IReadOnlyList<FieldError> reasons, Instant notBefore) =>
        new(SettlementKind.FailedAgain, key, name) { Reasons = Checked(reasons), NotBefore = notBefore };

    /// <summary>The name was closed as void, and the entry is not retried automatically.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name.</param>
    /// <param name="reasons">Every reason.</param>
    /// <returns>One that moves the deliveries under the name to parked, until somebody decides.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reasons"/> is null.</exception>
    public static Settlement Parked(ContentHash key, AppendId name, IReadOnlyList<FieldError> reasons) =>
        new(SettlementKind.Parked, key, name) { Reasons = Checked(reasons) };

    /// <summary>The name is void, and the bytes are not understood.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name.</param>
    /// <param name="reasons">Every reason.</param>
    /// <returns>One that moves the deliveries under the name to rejected.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reasons"/> is null.</exception>
    public static Settlement Rejected(ContentHash key, AppendId name, IReadOnlyList<FieldError> reasons) =>
        new(SettlementKind.Rejected, key, name) { Reasons = Checked(reasons) };

    /// <summary>The name was closed as void: the deliveries are pending as before the lease.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="name">The retry name.</param>
    /// <param name="notBefore">When they may be tried again; <see langword="null"/> is at once.</param>
    /// <returns>One that moves the deliveries under the name back to pending.</returns>
    public static Settlement Withdrawn(ContentHash key, AppendId name, Instant? notBefore = null) =>
        new(SettlementKind.Withdrawn, key, name) { NotBefore = notBefore };

    private static IReadOnlyList<FieldError> Checked(IReadOnlyList<FieldError> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return [.. reasons];
    }
}
