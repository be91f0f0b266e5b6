using System.Globalization;
using System.Text;
using EventNormalization.Normalization;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>What becomes of an amount, the currency stated beside it and a profile, as one line.</summary>
internal static class MoneyTexts
{
    /// <summary>The amount and the currency, or the code of the reason and what was expected.</summary>
    /// <param name="amount">JSON.</param>
    /// <param name="currency">JSON of the member beside it; null if there is none.</param>
    /// <param name="rules">The profile's.</param>
    /// <param name="word">What the member of the sign says.</param>
    public static string Settle(string amount, string? currency, AmountRules rules, SignWord word = SignWord.None)
    {
        var profile = ClientProfile.Default with { Amount = rules };
        var compiled = rules.Compiled;
        if (MoneyReading.Read(Input(amount), profile, out var money) is { } failure)
        {
            return Show("amount", failure);
        }

        var stated = default(StatedCurrency);
        if (currency is not null
            && CurrencyReading.Read(Input(currency), OtherCurrencies.Refuse, out stated) is { } other)
        {
            return Show("currency", other);
        }

        if (CurrencyResolution.Settle(money, stated, compiled, out var resolved) is { } conflict)
        {
            return Show("currency", conflict);
        }

        failure = new AmountConversion(compiled).Settle(money, resolved, word, out var value);
        return failure is not null ? Show("amount", failure)
            : value.ToString(CultureInfo.InvariantCulture) + (resolved.Known is null ? "" : " " + resolved.Known);
    }

    /// <summary>JSON as a parser is given it; texts have no escapes here.</summary>
    public static FieldInput Input(string json) => new(
        json[0] switch
        {
            '"' => JsonKind.Text,
            '{' => JsonKind.Object,
            '[' => JsonKind.Array,
            't' => JsonKind.True,
            'f' => JsonKind.False,
            _ => JsonKind.Number,
        },
        Encoding.UTF8.GetBytes(json[0] == '"' ? json[1..^1] : json));

    public static string Show(string field, ParseFailure failure) =>
        $"{field}.{failure.Problem}: expected {failure.Expected}"
        + (failure.Candidates.Count == 0 ? "" : "; it could be " + string.Join(" or ", failure.Candidates));
}
