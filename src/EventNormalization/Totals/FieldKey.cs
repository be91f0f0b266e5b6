using System;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries;

namespace EventNormalization.Totals;

/// <summary>Groups by a field of the record.</summary>
internal sealed class FieldKey : GroupKey
{
    public FieldKey(string name)
        : base(name) => ArgumentException.ThrowIfNullOrEmpty(name);

    internal override string? FieldName => Name;

    internal override string IdentityText => "field " + Name;

    public override bool Equals(GroupKey? other) => other is FieldKey field && field.Name == Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <remarks>Equal decimals are in one group, whatever their trailing zeros.</remarks>
    internal override FieldValue? Of(NormalizedEvent record) =>
        !RecordFields.TryGet(record, Name, out var value) ? null
        : value.Kind == FieldValueKind.Decimal ? FieldValue.FromDecimal(DecimalPowers.Reduce(value.AsDecimal()))
        : value;
}
