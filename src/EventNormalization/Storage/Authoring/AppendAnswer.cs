using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Storage.Authoring;

/// <summary>The answer of a store to one append: an outcome for each item, or what is wrong with the append.</summary>
/// <remarks>Immutable.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class AppendAnswer
{
    /// <summary>The answer of an append that took effect.</summary>
    /// <param name="id">The append's name.</param>
    /// <param name="outcomes">
    /// One for each item, in order; <see langword="null"/> where it is unknown, which only happens in stores of several
    /// parts.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="outcomes"/> is <c>default</c>.</exception>
    public AppendAnswer(AppendId id, ImmutableArray<AppendOutcome?> outcomes)
    {
        if (outcomes.IsDefault)
        {
            throw new ArgumentException("An answer has an outcome for each item.", nameof(outcomes));
        }

        Id = id;
        Outcomes = outcomes;
    }

    /// <summary>The answer of an append that is wrong.</summary>
    /// <param name="id">The append's name.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public AppendAnswer(AppendId id, AppendError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Id = id;
        Error = error;
        Outcomes = [];
    }

    /// <summary>The append's name.</summary>
    public AppendId Id { get; }

    /// <summary>
    /// One outcome for each item, in order; <see langword="null"/> where it is unknown. Empty with a fault.
    /// </summary>
    public ImmutableArray<AppendOutcome?> Outcomes { get; }

    /// <summary>What is wrong with the append; <see langword="null"/> if it took effect.</summary>
    public AppendError? Error { get; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Id}: {(Outcomes.IsDefault ? 0 : Outcomes.Length)} outcomes {Error?.Kind}");
}
