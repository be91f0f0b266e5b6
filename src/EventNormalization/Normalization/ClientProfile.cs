using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>The rules by which one client's values are read.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. The default profile guesses nothing.</remarks>
public sealed record ClientProfile
{
    /// <summary>The profile of a client of whom nothing is known.</summary>
    public static readonly ClientProfile Default = new();

    /// <summary>How amounts are read.</summary>
    public AmountRules Amount { get; init; } = AmountRules.Default;

    /// <summary>How timestamps are read.</summary>
    public TimestampRules Timestamp { get; init; } = TimestampRules.Default;

    /// <summary>Which letter case a metric is stored in.</summary>
    public MetricCase MetricCase { get; init; } = MetricCase.Lower;

    /// <summary>Aliases that replace the schema's for the named fields; a field not named here keeps its own.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Aliases { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Values that stand in for missing fields, by field name; each is read by the field's own parser.</summary>
    public ImmutableDictionary<string, string> Defaults { get; init; } =
        ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The parsers that read this client's values instead of the schema's, by field name.</summary>
    internal ImmutableDictionary<string, FieldDefinition> Parsers { get; init; } =
        ImmutableDictionary<string, FieldDefinition>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The same profile with a parser of its own for a field, such as one that reads cents.</summary>
    /// <param name="field">A field of the schema; not <c>client_id</c>, which is read before the profile is known.</param>
    /// <param name="parser">Reads the field's values; of the same type as the schema's parser of the field.</param>
    /// <exception cref="ArgumentException"><paramref name="field"/> is blank.</exception>
    public ClientProfile WithParser<T>(string field, IFieldParser<T> parser)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        ArgumentNullException.ThrowIfNull(parser);
        return this with { Parsers = Parsers.SetItem(field, new FieldDefinition<T>(field, parser)) };
    }
}
