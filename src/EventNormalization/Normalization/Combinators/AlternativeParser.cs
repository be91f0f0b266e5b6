namespace EventNormalization.Normalization;

/// <summary>One parser, and another for what is not in the form of the first.</summary>
internal sealed class AlternativeParser<T>(IFieldParser<T> first, IFieldParser<T> second)
    : IFieldParser<T>, IComposedParser
{
    public ParseResult<T> Parse(FieldInput input, ClientProfile profile)
    {
        var result = first.Parse(input, profile);
        if (result.IsSuccess || !IsOtherForm(result.Failure))
        {
            return result;
        }

        var alternative = second.Parse(input, profile);
        return alternative.IsSuccess || !IsOtherForm(alternative.Failure)
            ? alternative
            : Join(result.Failure, alternative.Failure);
    }

    public ParserRules Rules
    {
        get
        {
            var (one, other) = (ParserRules.Of(first), ParserRules.Of(second));
            return new ParserRules($"Or({one.Text}, {other.Text})", one.IsSigned && other.IsSigned)
            {
                Versions = [.. one.Versions, .. other.Versions],
            };
        }
    }

    public override string ToString() => $"Or({first}, {second})";

    private static bool IsOtherForm(ParseFailure failure) => failure.Problem is Problems.Format or Problems.Kind;

    private static ParseFailure Join(ParseFailure first, ParseFailure second) => new()
    {
        Problem = first.Problem == Problems.Kind ? second.Problem : first.Problem,
        Expected = first.Expected + ", or " + second.Expected,
    };
}
