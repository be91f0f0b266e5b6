using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Rules;

namespace EventNormalization.Storage;

/// <summary>Thrown when a store is opened with other rules than those that wrote it.</summary>
/// <remarks>
/// An event delivered before and after a change of rules may get two ids and be counted twice. Open the store with its
/// own rules, or accept the change.
/// </remarks>
public sealed class RulesChangedException : Exception
{
    /// <summary>The most changes that the message lists.</summary>
    private const int ShownMax = 10;

    /// <summary>Creates an exception without details.</summary>
    public RulesChangedException()
        : this("The store was written by other rules.")
    {
    }

    /// <summary>Says how the rules differ.</summary>
    /// <param name="message">What was compared and where it differs, in one sentence.</param>
    public RulesChangedException(string message)
        : base(message)
    {
    }

    /// <summary>Says how the rules differ and how it was seen.</summary>
    /// <param name="message">What was compared and where it differs, in one sentence.</param>
    /// <param name="innerException">What was thrown while comparing; <see langword="null"/> if nothing was.</param>
    public RulesChangedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Lists what differs, the most severe first, up to ten changes with the risk of each.</summary>
    /// <param name="store">What refuses, such as the path of a file.</param>
    /// <param name="comparison">The rules that wrote the store, and those that it was opened with.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="store"/> or <paramref name="comparison"/> is null.
    /// </exception>
    public RulesChangedException(string store, RulesComparison comparison)
        : base(Describe(store, comparison)) => Changes = comparison.Changes;

    /// <summary>What differs, the most severe first; empty if the store does not say.</summary>
    public IReadOnlyList<RuleChange> Changes { get; } = [];

    private static string Describe(string store, RulesComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(comparison);
        var changes = comparison.Changes;
        var lines = changes.Take(ShownMax).Select(change => $"  {change}. {change.Risk}");
        string[] more = changes.Count > ShownMax ? [$"  and {changes.Count - ShownMax} more"] : [];
        return string.Join(
            '\n',
            [$"{store} was written by other rules:", .. lines, .. more,
                "Use the store's own rules, or accept the change."]);
    }
}
