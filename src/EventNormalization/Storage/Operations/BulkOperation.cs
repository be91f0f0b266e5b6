using System;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>One act on many failed events, as its store keeps it: what is done, by whom, and how far it is.</summary>
/// <remarks>
/// <para>Immutable; equal when all members are. Its entries are chosen when it begins and never change. A store
/// changes it by <see cref="BulkTransitions"/> alone.</para>
/// <para>Law: each entry has one outcome, however often the program crashed: <see cref="Done"/> is the sum of
/// <see cref="Counts"/>, and <see cref="Total"/> when it is done.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed record BulkOperation
{
    /// <summary>How long it is kept after its end.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(7);

    private const string IdFormat = "x16";

    /// <summary>Its id: the run of the step that began it, which nothing else has.</summary>
    public required ulong Id { get; init; }

    /// <summary>What is done with each entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required BulkOperationKind Kind { get; init => field = EnumGuard.Checked(value); }

    /// <summary>Who asked for it, as the host says.</summary>
    public required string By { get; init; }

    /// <summary>Why, for the recorded actions; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>When it began.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it is running.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>How far it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required BulkOperationState State { get; init => field = EnumGuard.Checked(value); }

    /// <summary>How many entries it has.</summary>
    public required long Total { get; init; }

    /// <summary>What became of the entries so far.</summary>
    public BulkCounts Counts { get; init; }

    /// <summary>How many of the entries, in their order, have an outcome.</summary>
    public long Done => Counts.Total;

    /// <summary>Why it waits, or was given up; empty if nothing is wrong.</summary>
    public string Error { get; init; } = "";

    /// <summary>Who works on it; <see langword="null"/> if nobody does.</summary>
    public FailedLease? Lease { get; init; }

    /// <summary>The first instant at which it goes on after a failure; <see langword="null"/> is immediately.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>When something is to be done with it: to go on or, after its end, to remove it.</summary>
    public Instant DueAt => EndedAt is { } end
        ? end + KeptFor
        : Instant.Max(NotBefore ?? Instant.MinValue, Lease?.Until ?? Instant.MinValue);

    /// <summary>The id as 16 hexadecimal digits.</summary>
    public string IdText => Id.ToString(IdFormat, CultureInfo.InvariantCulture);

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {IdText}: {State}, {Done} of {Total}");

    /// <summary>Reads the text of an id.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="id">The id, if the text is one.</param>
    /// <returns>Whether the text is what <see cref="IdText"/> gives.</returns>
    public static bool TryParseId(string? text, out ulong id) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id)
        && id.ToString(IdFormat, CultureInfo.InvariantCulture) == text;
}
