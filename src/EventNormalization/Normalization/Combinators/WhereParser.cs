using System;

namespace EventNormalization.Normalization;

/// <summary>A parser of which only some values are taken.</summary>
internal sealed class WhereParser<T>(
    IFieldParser<T> parser, string name, Func<T, bool> condition, ParseFailure otherwise)
    : IFieldParser<T>, IComposedParser
{
    public ParseResult<T> Parse(FieldInput input, ClientProfile profile)
    {
        var result = parser.Parse(input, profile);
        return !result.IsSuccess || condition(result.Value) ? result : otherwise;
    }

    public ParserRules Rules
    {
        get
        {
            var part = ParserRules.Of(parser);
            return part with { Text = $"Where({part.Text}, {QuotedName.Of(name)})" };
        }
    }

    public override string ToString() => $"Where({parser}, {QuotedName.Of(name)})";
}
