using System;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>A comparison of a field with a value.</summary>
internal sealed class FieldPredicate : EventPredicate
{
    private readonly string _name;
    private readonly ComparisonOperator _comparison;
    private readonly FieldValue _value;

    public FieldPredicate(string name, ComparisonOperator comparison, FieldValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Enum.IsDefined(comparison))
        {
            throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "No such comparison is known.");
        }

        (_name, _comparison, _value) = (name, comparison, value);
    }

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) =>
        visitor.VisitField(_name, _comparison, _value);

    public override bool Equals(EventPredicate? other) => other is FieldPredicate field
        && _name == field._name && _comparison == field._comparison && _value == field._value;

    public override int GetHashCode() => HashCode.Combine(_name, _comparison, _value);
}
