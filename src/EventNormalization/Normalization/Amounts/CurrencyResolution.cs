namespace EventNormalization.Normalization;

/// <summary>Says which currency a record has.</summary>
/// <remarks>
/// In this order: the member beside the amount; a mark with one meaning; the profile's currency, where the mark admits
/// it or there is none; else the shared mark itself. All that is said must agree, but for the profile, which fills
/// gaps and contradicts nothing.
/// </remarks>
internal static class CurrencyResolution
{
    /// <summary>
    /// Returns null after success, or <c>currency.conflict</c>: a failure of the field <c>currency</c>.
    /// </summary>
    /// <param name="money">What the amount's value says.</param>
    /// <param name="stated">What the member says.</param>
    /// <param name="rules">The profile's.</param>
    /// <param name="resolved">The currency, after success.</param>
    public static ParseFailure? Settle(
        in WrittenMoney money, StatedCurrency stated, CompiledAmountRules rules, out ResolvedCurrency resolved)
    {
        resolved = default;
        if (stated.IsOther)
        {
            resolved = ResolvedCurrency.Other;
            return money.Currency is null || ReferenceEquals(money.Currency, Currencies.Any)
                ? null
                : CurrencyFailures.Conflict;
        }

        if (stated.Known is null || money.Currency is null)
        {
            resolved = new ResolvedCurrency(Narrow(stated.Known ?? money.Currency, rules.Currency));
            return null;
        }

        if (money.Currency.Admits(stated.Known))
        {
            resolved = new ResolvedCurrency(Narrow(stated.Known, rules.Currency));
            return null;
        }

        // A member may hold a shared mark too, which the amount's own mark then narrows.
        resolved = new ResolvedCurrency(money.Currency);
        return stated.Known.Admits(money.Currency) ? null : CurrencyFailures.Conflict;
    }

    private static Currency? Narrow(Currency? said, Currency? ofProfile) =>
        said is null || (ofProfile is not null && said.Admits(ofProfile)) ? ofProfile : said;
}
