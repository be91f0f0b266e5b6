using System;
using System.Linq;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>What is worked out of <see cref="AmountRules"/> before the first event.</summary>
/// <remarks>Immutable and shared by all threads. Of rules that <see cref="AmountRulesValidator"/> refuses, what
/// holds.</remarks>
internal sealed class CompiledAmountRules
{
    private readonly CurrencyMark[] _units;

    public CompiledAmountRules(AmountRules rules)
    {
        Rules = rules;
        Currency = rules.Currency is null ? null : Currencies.FindCode(rules.Currency);
        PlainNeedsNoConversion = Currency is null && rules is
        {
            Unit: AmountUnit.AsWritten, Scale: null or 0, SignFrom: null, Negate: false,
        };
        Signs = rules.SignFrom is null ? null : new CompiledSignRules(rules.SignFrom);
        _units = [.. rules.UnitMarks
            .Concat(rules.UnitMarks.Select(InNfc))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(unit => unit.Length)
            .Select(unit =>
                new CurrencyMark(unit, null, MarkPlacement.Both | MarkPlacement.Unit, isAbbreviation: true))];
    }

    public AmountRules Rules { get; }

    /// <summary>The profile's currency, if it has one.</summary>
    public Currency? Currency { get; }

    /// <summary>The words for the sign, if a member says it.</summary>
    public CompiledSignRules? Signs { get; }

    /// <summary>
    /// Whether a number without a mark, beside no member that states a currency, is the amount of a record without
    /// one.
    /// </summary>
    public bool PlainNeedsNoConversion { get; }

    /// <summary>The unit that the text begins with; null if it begins with none.</summary>
    public CurrencyMark? FindUnit(ReadOnlySpan<byte> text)
    {
        foreach (var unit in _units)
        {
            if (unit.IsAtStartOf(text))
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>The unit as most senders compose it; a sender may also write it as the profile does.</summary>
    private static string InNfc(string unit)
    {
        var utf8 = Encoding.UTF8.GetBytes(unit);
        var composed = new byte[UnicodeText.NfcGrowthMax * utf8.Length];
        return Encoding.UTF8.GetString(composed, 0, UnicodeText.ToNfc(utf8, composed));
    }

    /// <summary>How many decimal digits the minor unit is away; -1 if nobody knows, or not all codes agree.</summary>
    public int MinorDigitsOf(Currency currency)
    {
        var digits = -1;
        foreach (var code in currency.Codes)
        {
            var ofCode = Rules.MinorUnits.TryGetValue(code, out var stated) ? stated : Currencies.MinorDigitsOf(code);
            if (ofCode < 0 || (digits >= 0 && ofCode != digits))
            {
                return -1;
            }

            digits = ofCode;
        }

        return digits;
    }
}
