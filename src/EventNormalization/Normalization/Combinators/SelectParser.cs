using System;

namespace EventNormalization.Normalization;

/// <summary>A parser whose values become others.</summary>
internal sealed class SelectParser<T, TResult>(
    IFieldParser<T> parser, string name, Func<T, ParseResult<TResult>> selector)
    : IFieldParser<TResult>, IComposedParser
{
    public ParseResult<TResult> Parse(FieldInput input, ClientProfile profile)
    {
        var result = parser.Parse(input, profile);
        return result.IsSuccess ? selector(result.Value) : result.Failure;
    }

    public ParserRules Rules
    {
        get
        {
            var part = ParserRules.Of(parser);
            return part with { Text = $"Select({part.Text}, {QuotedName.Of(name)})" };
        }
    }

    public override string ToString() => $"Select({parser}, {QuotedName.Of(name)})";
}
