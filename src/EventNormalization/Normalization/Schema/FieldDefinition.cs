using System;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>One field of a schema: its names, and how it is found.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. Its parser is part of <see cref="FieldDefinition{T}"/>.</remarks>
public abstract record FieldDefinition
{
    private protected FieldDefinition(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The field's name in records and reason codes. It wins over every alias.</summary>
    public string Name { get; }

    /// <summary>
    /// Other names the field is found under, all of one rank. Case, <c>_</c>, <c>-</c> and blanks do not matter; a
    /// point leads into an object: <c>order.total</c>.
    /// </summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>A text that is read in every event's place; the event itself is not looked at.</summary>
    public string? Constant { get; init; }

    /// <summary>A text that is read where the field is missing; a profile's default comes first.</summary>
    public string? Default { get; init; }

    /// <summary>Whether an event may lack the field. The four fields of every record are required.</summary>
    public FieldPresence Presence { get; init; } = FieldPresence.Required;

    /// <summary>Whether the field is part of what the event id hashes.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Another field whose value is read where this one is not found, such as a currency from an amount.</summary>
    public string? ReadFrom { get; init; }

    /// <summary>The type of the field's values.</summary>
    public abstract FieldValueKind Kind { get; }

    /// <summary>The words by which an explanation names the parser.</summary>
    internal abstract string ParserName { get; }

    /// <summary>Reads a value; returns why it cannot, or null after success.</summary>
    internal abstract ParseFailure? Read(FieldInput input, ClientProfile profile, out FieldValue value);
}
