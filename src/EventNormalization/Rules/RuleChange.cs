using System;
using System.Diagnostics;

namespace EventNormalization.Rules;

/// <summary>One difference between the rules that wrote a store and others.</summary>
/// <remarks>Immutable. Shown as <c>$.fields.currency: added, joins the identity</c>.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RuleChange
{
    /// <summary>The path of the setting in a schema file, such as <c>$.fields.amount.aliases</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What happened to it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required RuleChangeKind Kind { get; init => field = EnumGuard.Checked(value); }

    /// <summary>
    /// Its old value as JSON, abbreviated; of a list, the removed items. <see langword="null"/> if it was not there.
    /// </summary>
    public string? OldValue { get; init; }

    /// <summary>
    /// Its new value as JSON, abbreviated; of a list, the added items. <see langword="null"/> if it is not there.
    /// </summary>
    public string? NewValue { get; init; }

    /// <summary>Its consequence for events.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required RuleConsequence Consequence { get; init => field = EnumGuard.Checked(value); }

    /// <summary>Its risk, in a sentence.</summary>
    public required string Risk { get; init; }

    /// <summary>The path, what happened, and the consequence.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Path}: {Happened}, {RuleMessages.Of(Consequence)}";

    private string Happened => Kind switch
    {
        RuleChangeKind.Added => NewValue is null ? "added" : "added " + NewValue,
        RuleChangeKind.Removed => OldValue is null ? "removed" : "removed " + OldValue,
        RuleChangeKind.Changed => $"changed from {OldValue} to {NewValue}",
        _ => throw new InvalidOperationException($"No such kind of change is known here: {Kind}."),
    };
}
