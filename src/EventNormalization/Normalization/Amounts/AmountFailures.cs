using System;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <summary>Every reason for which the amount parser refuses a value, worded once.</summary>
/// <remarks>All but those with candidates are shared, so that a refusal mostly allocates nothing.</remarks>
internal static class AmountFailures
{
    public static readonly ParseFailure Kind = Create(
        Problems.Kind, "a number such as 12.50, or a text that holds one");

    public static readonly ParseFailure Object = Create(
        Problems.Kind,
        "a number, a text that holds one, or an object such as {\"value\":\"12.50\",\"currency\":\"EUR\"}; an alias "
        + "with a point such as amount.value leads into another object");

    public static readonly ParseFailure UnclearUnit = Create(
        Problems.Ambiguous,
        "a number with a decimal point beside the currency of an object, or amount_unit or amount_scale in the "
        + "profile");

    public static readonly ParseFailure TooLong = Create(Problems.TooLong, "an amount of at most 64 characters");

    public static readonly ParseFailure Format = Create(Problems.Format, "a decimal number such as 12.50");

    public static readonly ParseFailure Beside = Create(
        Problems.Format, "nothing beside the number but one sign and one currency mark such as € or EUR");

    public static readonly ParseFailure Groups = Create(
        Problems.Format, "well-formed groups of digits and one decimal mark, such as 1,234.56 or 1.234,56");

    public static readonly ParseFailure Address = Create(
        Problems.Ambiguous,
        "a number that is no Internet address as well, or the number format DecimalComma in the profile");

    public static readonly ParseFailure MixedDigits = Create(Problems.Format, "digits of one script throughout");

    public static readonly ParseFailure PlainPoint = Create(
        Problems.Format, "a digit after the decimal mark where a minus follows");

    public static readonly ParseFailure PlainExponent = Create(
        Problems.Format, "an exponent such as e3 at the end of a number without groups and without a sign after it");

    public static readonly ParseFailure Cents = Create(
        Problems.Format, "an amount in units of a currency, not in cents");

    public static readonly ParseFailure MinorUnitCode = Create(
        Problems.Format, "an amount in units of a currency, not in its minor unit such as GBp");

    public static readonly ParseFailure Hyphen = Create(
        Problems.Format, "no hyphen between the number and its currency mark");

    public static readonly ParseFailure NoMinorUnits = Create(
        Problems.Format, "a whole number of minor units without a currency mark, as the profile's amount_unit says");

    public static readonly ParseFailure UnknownMinorUnit = Create(
        Problems.Ambiguous, "a currency with one minor unit, or minor_units in the profile");

    public static readonly ParseFailure SignedTwice = Create(
        Problems.Conflict, "a number without a minus beside a word that makes it negative");

    public static readonly ParseFailure TwoMarks = Create(Problems.Format, "one currency mark");

    public static readonly ParseFailure TouchingPoint = Create(
        Problems.Format, "a blank between the point of an abbreviation and the number, such as kr. 12");

    public static readonly ParseFailure TelephoneNumber = Create(
        Problems.Format, "a number without + before groups set off by blanks, as in telephone numbers");

    public static readonly ParseFailure Precision = Create(
        Problems.Precision, "a number of at most 28 digits that needs no more than 28 decimal places");

    public static readonly ParseFailure Overflow = Create(
        Problems.Range,
        "a number from -79228162514264337593543950335 to 79228162514264337593543950335");

    public static readonly ParseFailure Underflow = Create(Problems.Range, "zero or a number of at least 1e-28");

    public static readonly ParseFailure NoCurrency = Create(
        Problems.Missing, "an amount with a currency mark such as € or EUR");

    /// <summary>A text in which a mark could group or could be the decimal mark.</summary>
    /// <param name="digits">All digits, the last three of them after the mark.</param>
    /// <param name="exponent">The power of ten that the text states.</param>
    /// <param name="isNegative">Whether the number is below zero.</param>
    public static ParseFailure TwoReadings(ReadOnlySpan<byte> digits, int exponent, bool isNegative)
    {
        var asDecimal = ExactDecimals.TryCreate(digits, exponent - 3, isNegative, out var smaller);
        var asGroups = ExactDecimals.TryCreate(digits, exponent, isNegative, out var larger);
        return (asDecimal ?? asGroups) ?? new ParseFailure
        {
            Problem = Problems.Ambiguous,
            Expected = "a number with one reading, or a number format in the profile that decides",
            Candidates = [Text(smaller), Text(larger)],
        };
    }

    /// <summary>A number that may be in the currency's unit or in its minor unit.</summary>
    public static ParseFailure TwoUnits(decimal asUnits, decimal asMinorUnits) => new()
    {
        Problem = Problems.Ambiguous,
        Expected = UnclearUnit.Expected,
        Candidates = [Text(asMinorUnits), Text(asUnits)],
    };

    private static ParseFailure Create(string problem, string expected) =>
        new() { Problem = problem, Expected = expected };

    private static string Text(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
