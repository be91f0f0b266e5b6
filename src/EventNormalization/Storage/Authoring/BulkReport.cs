using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace EventNormalization.Storage.Authoring;

/// <summary>What the holder of a bulk operation reports.</summary>
/// <remarks>Immutable. Made by the methods, one for each kind.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class BulkReport
{
    private BulkReport(ulong operationId, BulkReportKind kind) => (OperationId, Kind) = (operationId, kind);

    /// <summary>The operation's id.</summary>
    public ulong OperationId { get; }

    /// <summary>What is reported.</summary>
    public BulkReportKind Kind { get; }

    /// <summary>The index of the first entry that the outcomes are of.</summary>
    public long First { get; private init; }

    /// <summary>The outcomes of entries, one after the other.</summary>
    public ImmutableArray<BulkOutcome> Outcomes { get; private init; } = [];

    /// <summary>The end of the lease that goes on, or of the waiting.</summary>
    public Instant Until { get; private init; }

    /// <summary>Why it does not go on.</summary>
    public string Error { get; private init; } = "";

    private string DebuggerDisplay => string.Create(CultureInfo.InvariantCulture, $"{Kind} at {First}");

    /// <summary>Entries have outcomes; the lease goes on until then, unless it was the last entry.</summary>
    /// <param name="operationId">The operation's id.</param>
    /// <param name="first">The index of the first of the entries.</param>
    /// <param name="outcomes">Their outcomes, in their order; copied.</param>
    /// <param name="until">The first instant at which another holder may lease the operation.</param>
    /// <returns>What the holder tells the store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="outcomes"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is negative.</exception>
    public static BulkReport Advanced(
        ulong operationId, long first, IReadOnlyList<BulkOutcome> outcomes, Instant until)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return new BulkReport(operationId, BulkReportKind.Advanced)
        {
            First = first,
            Outcomes = [.. outcomes],
            Until = until,
        };
    }

    /// <summary>A store does not answer: it goes on later, with whoever leases it then.</summary>
    /// <param name="operationId">The operation's id.</param>
    /// <param name="error">Why, in words that an operator is shown.</param>
    /// <param name="until">The first instant at which it goes on.</param>
    /// <returns>What the holder tells the store.</returns>
    /// <exception cref="ArgumentException"><paramref name="error"/> is null or empty.</exception>
    public static BulkReport Postponed(ulong operationId, string error, Instant until)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new BulkReport(operationId, BulkReportKind.Postponed) { Error = error, Until = until };
    }

    /// <summary>It is given up: no waiting mends what it met.</summary>
    /// <param name="operationId">The operation's id.</param>
    /// <param name="error">Why, in words that an operator is shown.</param>
    /// <returns>What the holder tells the store.</returns>
    /// <exception cref="ArgumentException"><paramref name="error"/> is null or empty.</exception>
    public static BulkReport Failed(ulong operationId, string error)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new BulkReport(operationId, BulkReportKind.Failed) { Error = error };
    }

    /// <summary>The holder stops; another may go on at once.</summary>
    /// <param name="operationId">The operation's id.</param>
    /// <returns>What the holder tells the store.</returns>
    public static BulkReport Released(ulong operationId) => new(operationId, BulkReportKind.Released);
}
