using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>A text that the raw bytes hold.</summary>
internal sealed class RawPredicate : EventPredicate
{
    private readonly string _text;

    public RawPredicate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitRaw(_text);

    public override bool Equals(EventPredicate? other) => other is RawPredicate raw && _text == raw._text;

    public override int GetHashCode() => HashCode.Combine(nameof(RawPredicate), _text);
}
