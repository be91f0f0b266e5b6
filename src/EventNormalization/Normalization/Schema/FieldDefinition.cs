using System;
using System.Collections.Immutable;
using System.Diagnostics;

namespace EventNormalization.Normalization;

/// <summary>One field of a schema: its names, and how it is found.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>. Its parser is part of <see cref="FieldDefinition{T}"/>. Two are equal when
/// they say the same, in lists in the same order, and their parsers are the same or signed alike.
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public abstract record FieldDefinition
{
    private readonly EqualArray<string> _aliases;
    private readonly EqualArray<string> _weakAliases;
    private readonly EqualArray<string> _join;

    private protected FieldDefinition(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The field's name in records and reason codes. It wins over every alias.</summary>
    public string Name { get; }

    /// <summary>
    /// Other names the field is found under, all of one rank. Case, <c>_</c>, <c>-</c> and blanks do not matter; a
    /// point leads into an object: <c>order.total</c>, which is also the literal name of a member. A name that begins
    /// with <c>_</c>, <c>$</c> or <c>@</c> is metadata: only an alias that begins so means it.
    /// </summary>
    public ImmutableArray<string> Aliases { get => _aliases.Items; init => _aliases = new(value); }

    /// <summary>
    /// Names that are looked at only where no other name of the field was found, since they often mean something else.
    /// </summary>
    /// <remarks>
    /// Of a client id: beside one of the schema's <see cref="EventSchema.Subjects"/> such a name is ambiguous, and in a
    /// CloudEvent it names no client.
    /// </remarks>
    public ImmutableArray<string> WeakAliases { get => _weakAliases.Items; init => _weakAliases = new(value); }

    /// <summary>Which member counts where several aliases are found.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public AliasChoice Choose { get; init => field = EnumGuard.Checked(value); } = AliasChoice.Agreeing;

    /// <summary>
    /// Two members, as <see cref="Aliases"/> are written, that are read as one text with a blank between them, at the
    /// rank of an alias: the date and the time of day of an instant, or two that only together are a key or a further
    /// text. Of a text, the first has no white space inside, so that no other two are the same text.
    /// </summary>
    public ImmutableArray<string> Join { get => _join.Items; init => _join = new(value); }

    /// <summary>
    /// The member, as <see cref="Aliases"/> are written, that holds the zone of an instant whose text names none: an
    /// IANA id, an offset or a name that the profile maps. Where it is missing, the profile's zone counts.
    /// </summary>
    public string? ZoneFrom { get; init; }

    /// <summary>
    /// What beside the event's members holds the value: <c>line</c> (the number of the line in its source, from 1),
    /// <c>source</c> (the source's name) or <c>record</c> (the number within the envelope, from 1). The event itself is
    /// not looked at.
    /// </summary>
    public string? From { get; init; }

    /// <summary>A text that is read in every event's place; the event itself is not looked at.</summary>
    public string? Constant { get; init; }

    /// <summary>A text that is read where the field is missing; a profile's default comes first.</summary>
    public string? Default { get; init; }

    /// <summary>Whether an event may lack the field. The four fields of every record are required.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public FieldPresence Presence { get; init => field = EnumGuard.Checked(value); } = FieldPresence.Required;

    /// <summary>Whether the field is part of what the event id hashes.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>
    /// Another field whose value is read where this one is not found, such as a currency from an amount.
    /// </summary>
    public string? ReadFrom { get; init; }

    /// <summary>The type of the field's values.</summary>
    public abstract FieldValueKind Kind { get; }

    /// <summary>The words by which an explanation names the parser.</summary>
    internal abstract string ParserName { get; }

    /// <summary>The rules that the parser follows, as the fingerprint of the rules has them.</summary>
    internal abstract ParserRules ParserRules { get; }

    private string DebuggerDisplay => Name;

    /// <summary>The same field with the parser of another definition of the same type.</summary>
    internal abstract FieldDefinition ReadBy(FieldDefinition other);

    /// <summary>Reads a value; returns why it cannot, or null after success.</summary>
    internal abstract ParseFailure? Read(FieldInput input, ClientProfile profile, out FieldValue value);
}
