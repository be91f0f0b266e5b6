using System;

namespace EventNormalization.Normalization;

/// <summary>Reads a member that names a currency: an ISO 4217 code or number, or a currency mark.</summary>
/// <remarks>
/// The value is the code, or the one canonical spelling of a mark that several currencies share. The record's currency
/// takes the mark beside the amount and the profile into account as well; a further field of this parser does not.
/// </remarks>
internal sealed class CurrencyParser : IFieldParser<string>
{
    /// <summary>What becomes of a text that names no currency of ISO 4217.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public OtherCurrencies Others { get; init => field = EnumGuard.Checked(value); }

    /// <inheritdoc/>
    public ParseResult<string> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var failure = CurrencyReading.Read(input, Others, out var stated);
        return failure is not null ? failure
            : stated.Known is { } known ? known.Text
            : TextParser.Kept.Parse(input, profile);
    }

    /// <summary>The name of the parser in explanations and in the fingerprint of the rules.</summary>
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => Others == OtherCurrencies.Text ? "currency, or another text" : "currency";
}
