namespace EventNormalization.Normalization;

/// <summary>Every reason for which a currency is refused, worded once.</summary>
internal static class CurrencyFailures
{
    public static readonly ParseFailure Conflict = Create(
        Problems.Conflict, "the currency that the amount names too");

    public static readonly ParseFailure Format = Create(
        Problems.Format, "an ISO 4217 code such as EUR or 978, or a currency mark such as €");

    public static readonly ParseFailure MinorUnit = Create(
        Problems.Format, "a currency such as GBP, not its minor unit");

    public static readonly ParseFailure Kind = Create(
        Problems.Kind, "a text such as EUR, or an ISO 4217 number such as 978");

    public static readonly ParseFailure TooLong = Create(Problems.TooLong, "a currency of at most 64 characters");

    private static ParseFailure Create(string problem, string expected) =>
        new() { Problem = problem, Expected = expected };
}
