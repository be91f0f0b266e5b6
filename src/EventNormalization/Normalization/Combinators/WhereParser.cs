using System;

namespace EventNormalization.Normalization;

/// <summary>A parser of which only some values are taken.</summary>
internal sealed class WhereParser<T>(
    IFieldParser<T> parser, string name, Func<T, bool> condition, ParseFailure otherwise) : IFieldParser<T>
{
    public ParseResult<T> Parse(FieldInput input, ClientProfile profile)
    {
        var result = parser.Parse(input, profile);
        return !result.IsSuccess || condition(result.Value) ? result : otherwise;
    }

    public override string ToString() => $"Where({parser}, {QuotedName.Of(name)})";
}
