using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>All currencies and shared marks that a record may name.</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, Currency> ByCode = CurrencyCodes.All()
        .ToFrozenDictionary(mark => mark.Codes[0], mark => new Currency(mark.Codes[0], [mark.Codes[0]]));

    private static readonly FrozenDictionary<string, Currency> ByCodes = SharedMarks.Lines
        .Select(line => line.Split(' '))
        .ToFrozenDictionary(words => KeyOf(words[1..]), words => new Currency(words[0], [.. words[1..]]));

    private static readonly FrozenDictionary<string, Currency>.AlternateLookup<ReadOnlySpan<char>> ByCodeText =
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The mark that most dollars share.</summary>
    public static readonly Currency Dollar = OfCodes(CurrencySymbols.Dollars.Split(' '));

    /// <summary>All of them, in order of their texts.</summary>
    public static IEnumerable<Currency> All =>
        ByCode.Values.Concat(ByCodes.Values).OrderBy(currency => currency.Text, StringComparer.Ordinal);

    /// <summary>The currency of an ISO 4217 code in capitals; null if money has no such code.</summary>
    public static Currency? Find(ReadOnlySpan<char> code) =>
        ByCodeText.TryGetValue(code, out var currency) ? currency : null;

    /// <summary>The currency of one code, or the mark that these share.</summary>
    public static Currency OfCodes(string[] codes) =>
        codes.Length == 1 ? ByCode[codes[0]] : ByCodes[KeyOf(codes)];

    private static string KeyOf(IEnumerable<string> codes) =>
        string.Join(' ', codes.Order(StringComparer.Ordinal));
}
