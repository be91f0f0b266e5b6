using System;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>The rules by which one client's values are read.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>. The default profile guesses nothing. Two are equal when they say the same, in
/// lists in the same order; their parsers are when they are the same or signed alike.
/// </remarks>
public sealed record ClientProfile
{
    /// <summary>The profile of a client of whom nothing is known.</summary>
    public static readonly ClientProfile Default = new();

    private readonly EqualArrayMap<string> _aliases =
        new(ImmutableDictionary<string, ImmutableArray<string>>.Empty, StringComparer.Ordinal);

    private readonly EqualMap<string> _defaults = new(
        ImmutableDictionary<string, string>.Empty, StringComparer.Ordinal);

    private readonly EqualMap<FieldDefinition> _parsers =
        new(ImmutableDictionary<string, FieldDefinition>.Empty, StringComparer.Ordinal);

    /// <summary>How amounts are read.</summary>
    public AmountRules Amount { get; init; } = AmountRules.Default;

    /// <summary>How timestamps are read.</summary>
    public TimestampRules Timestamp { get; init; } = TimestampRules.Default;

    /// <summary>Which letter case a metric is stored in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public MetricCase MetricCase { get; init => field = EnumGuard.Checked(value); } = MetricCase.Lower;

    /// <summary>Aliases that replace the schema's for the named fields; a field not named here keeps its own.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Aliases
    {
        get => _aliases.Items;
        init => _aliases = new(value, StringComparer.Ordinal);
    }

    /// <summary>
    /// Values that stand in for missing fields, by field name; each is read by the field's own parser.
    /// </summary>
    public ImmutableDictionary<string, string> Defaults
    {
        get => _defaults.Items;
        init => _defaults = new(value, StringComparer.Ordinal);
    }

    /// <summary>The aliases as they compare.</summary>
    internal EqualArrayMap<string> NamedAliases => _aliases;

    /// <summary>The parsers that read this client's values instead of the schema's, by field name.</summary>
    internal ImmutableDictionary<string, FieldDefinition> Parsers
    {
        get => _parsers.Items;
        init => _parsers = new(value, StringComparer.Ordinal);
    }

    /// <summary>The same profile with a parser of its own for a field, such as one that reads cents.</summary>
    /// <typeparam name="T">The type of the field's values, that of the schema's parser of the field.</typeparam>
    /// <param name="field">
    /// A field of the schema; not <c>client_id</c>, which is read before the profile is known.
    /// </param>
    /// <param name="parser">Reads the field's values; of the same type as the schema's parser of the field.</param>
    /// <returns>A new profile; this one stays as it is.</returns>
    /// <exception cref="ArgumentException"><paramref name="field"/> is blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parser"/> is null.</exception>
    public ClientProfile WithParser<T>(string field, IFieldParser<T> parser)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        ArgumentNullException.ThrowIfNull(parser);
        return this with { Parsers = Parsers.SetItem(field, new FieldDefinition<T>(field, parser)) };
    }
}
