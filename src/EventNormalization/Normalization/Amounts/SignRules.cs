using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>The member beside an amount that says its sign, as the debit or credit of a bank's entry.</summary>
/// <remarks>
/// <para>Immutable; equal when they say the same in the same order. Words are compared in Unicode NFC and without
/// regard to letter case; numbers and truth values are compared as they are written. A word of neither list, and no
/// word, is <c>amount.sign</c>; a negative number with a negative word is <c>amount.conflict</c>.</para>
/// </remarks>
public sealed record SignRules
{
    private readonly EqualArray<string> _negative;
    private readonly EqualArray<string> _positive;

    /// <summary>The name of the member, found as the alias of a field is; a point leads into an object.</summary>
    public required string Member { get; init; }

    /// <summary>The words that make the amount negative, such as <c>DBIT</c>.</summary>
    public required ImmutableArray<string> Negative { get => _negative.Items; init => _negative = new(value); }

    /// <summary>
    /// The words that leave it as it is, such as <c>CRDT</c>. Without negative words they are those that are read at
    /// all.
    /// </summary>
    public ImmutableArray<string> Positive { get => _positive.Items; init => _positive = new(value); }
}
