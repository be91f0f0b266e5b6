using System;

namespace EventNormalization.Normalization;

/// <summary>A parser as a part of a record: equal when it is the same, or follows the same signed rules.</summary>
/// <remarks>
/// Every field of a schema has a parser, and most of them no state: two that are signed alike read alike, versions
/// included. Of parsers that nobody signs, they themselves know whether they are equal.
/// </remarks>
internal readonly struct EqualParser<T> : IEquatable<EqualParser<T>>
{
    public EqualParser(IFieldParser<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Parser = value;
    }

    public IFieldParser<T> Parser { get; }

    public bool Equals(EqualParser<T> other)
    {
        if (ReferenceEquals(Parser, other.Parser))
        {
            return true;
        }

        var (rules, others) = (ParserRules.Of(Parser), ParserRules.Of(other.Parser));
        return rules.IsSigned || others.IsSigned ? rules == others : Parser.Equals(other.Parser);
    }

    public override bool Equals(object? obj) => obj is EqualParser<T> other && Equals(other);

    public override int GetHashCode()
    {
        var rules = ParserRules.Of(Parser);
        return rules.IsSigned ? rules.GetHashCode() : Parser.GetHashCode();
    }
}
