using System;

namespace EventNormalization.Normalization;

/// <summary>A parser whose values become others.</summary>
internal sealed class SelectParser<T, TResult>(
    IFieldParser<T> parser, string name, Func<T, ParseResult<TResult>> selector) : IFieldParser<TResult>
{
    public ParseResult<TResult> Parse(FieldInput input, ClientProfile profile)
    {
        var result = parser.Parse(input, profile);
        return result.IsSuccess ? selector(result.Value) : result.Failure;
    }

    public override string ToString() => $"Select({parser}, {QuotedName.Of(name)})";
}
