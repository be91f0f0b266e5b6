using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>When a schema of a set reads a delivery: all that is stated must hold.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>; equal when they ask for the same. What is around the records of an envelope
/// decides for all of them.
/// </remarks>
public sealed record SchemaCondition
{
    /// <summary>A condition that every delivery meets.</summary>
    public static readonly SchemaCondition Always = new();

    private readonly EqualSortedMap<string> _context = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>
    /// A member that is there and not <c>null</c>, written as an alias is: case, <c>_</c>, <c>-</c> and blanks do not
    /// matter, and a point leads into an object. <see langword="null"/> asks for none.
    /// </summary>
    public string? Has { get; init; }

    /// <summary>Texts that the host must have named, by name; an empty text is any text. Empty asks for none.</summary>
    public ImmutableSortedDictionary<string, string> Context { get => _context.Items; init => _context = new(value); }

    /// <summary>
    /// The source's name, in which <c>*</c> is any text and <c>?</c> one character; <see langword="null"/> asks for
    /// none.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Whether nothing is asked for.</summary>
    internal bool IsAlways => Has is null && Source is null && Context.IsEmpty;
}
