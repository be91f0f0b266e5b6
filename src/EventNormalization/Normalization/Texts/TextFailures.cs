namespace EventNormalization.Normalization;

/// <summary>Every reason for which the parsers of texts, whole numbers and truth values refuse a value.</summary>
/// <remarks>Shared, so that a refusal allocates nothing.</remarks>
internal static class TextFailures
{
    public static readonly ParseFailure TextKind = Create(Problems.Kind, "text or a whole number such as 42");

    public static readonly ParseFailure TextLength = Create(Problems.TooLong, "at most 256 characters");

    public static readonly ParseFailure IntegerKind = Create(Problems.Kind, "a whole number such as 42");

    public static readonly ParseFailure Integer = Create(
        Problems.Format, "a whole number such as 42, of digits with at most one sign before them");

    public static readonly ParseFailure Fraction = Create(
        Problems.Format, "a whole number such as 42, without a fraction");

    public static readonly ParseFailure IntegerRange = Create(
        Problems.Range, "a whole number from -9223372036854775808 to 9223372036854775807");

    public static readonly ParseFailure IntegerLength = Create(
        Problems.TooLong, "a whole number of at most 64 characters");

    public static readonly ParseFailure BooleanKind = Create(Problems.Kind, "true or false");

    public static readonly ParseFailure Boolean = Create(Problems.Format, "true or false");

    private static ParseFailure Create(string problem, string expected) =>
        new() { Problem = problem, Expected = expected };
}
