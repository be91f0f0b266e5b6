using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Rules;

/// <summary>What differs between the rules that wrote a store and those that it is opened with.</summary>
/// <remarks>
/// <para>Law: <see cref="Verdict"/> is <see cref="RulesVerdict.Same"/> exactly if both have the same fingerprint. Then
/// no event that both read has two ids.</para>
/// <para>Rules of other versions of the library can be compared, too: a setting that this version does not know is a
/// change. A text that is not a document is one change, at <c>$</c>. Immutable and thread-safe.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class RulesComparison
{
    internal RulesComparison(IReadOnlyList<RuleChange> changes, IReadOnlyList<RuleChange> neutral)
    {
        (Changes, Neutral) = (changes, neutral);
        var isByProfiles = changes.All(change => change.Consequence == RuleConsequence.ProfileAdded);
        Verdict = changes.Count == 0 ? RulesVerdict.Same
            : isByProfiles ? RulesVerdict.ProfilesAdded
            : RulesVerdict.Changed;
    }

    /// <summary>Whether the store may be used with the new rules.</summary>
    public RulesVerdict Verdict { get; }

    /// <summary>The differences that may change an id or refuse an event, the most severe first.</summary>
    public IReadOnlyList<RuleChange> Changes { get; }

    /// <summary>The differences that change no id, in the order of their paths.</summary>
    public IReadOnlyList<RuleChange> Neutral { get; }

    /// <summary>The clients that have a profile now and had none, each once, in ordinal order.</summary>
    public required IReadOnlyList<string> AddedProfiles { get; init; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Verdict}: {Changes?.Count} changes");

    /// <summary>Compares the rules that a store keeps with those that it is opened with.</summary>
    /// <param name="stored">The text of a <see cref="SchemaDocument"/>, of whatever version of the library.</param>
    /// <param name="own">The rules that it is opened with.</param>
    /// <returns>Every change, with what it means for ids of events that are stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stored"/> or <paramref name="own"/> is null.</exception>
    public static RulesComparison Between(string stored, SchemaDocument own)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(own);
        return Between(stored, own.Text);
    }

    /// <summary>Compares two texts of rules, neither of which need be of this version of the library.</summary>
    /// <param name="stored">The text of the rules that a store keeps.</param>
    /// <param name="other">The text of the rules that it is opened with.</param>
    /// <returns>What differs.</returns>
    internal static RulesComparison Between(string stored, string other) =>
        RulesDifference.Find(CanonicalRules.Read(stored), CanonicalRules.Read(other));
}
