using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>All currencies and shared marks that a record may name, one object for each.</summary>
internal static class Currencies
{
    private const int CodeLength = 3;
    private const int NumberMax = 999;

    private static readonly FrozenDictionary<string, Currency> ByText = CurrencyCodes.All
        .Select(code => new Currency(code, [code]))
        .Concat(SharedMarks.Lines.Select(line => line.Split(' ')).Select(line => new Currency(line[0], [.. line[1..]])))
        .Concat(CurrencySymbols.WithoutCode.Select(mark => new Currency(mark, [])))
        .ToFrozenDictionary(currency => currency.Text, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Currency>.AlternateLookup<ReadOnlySpan<char>> ByCode =
        ByText.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, Currency> ByCodes = ByText.Values
        .Where(currency => currency.IsShared)
        .ToFrozenDictionary(currency => KeyOf(currency.Codes), StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, Currency> ByNumber = CurrencyCodes.Numbers
        .ToFrozenDictionary(pair => pair.Number, pair => ByText[pair.Code]);

    private static readonly FrozenDictionary<string, int> MinorUnits = CurrencyCodes.MinorUnits
        .ToFrozenDictionary(pair => pair.Code, pair => pair.Digits, StringComparer.Ordinal);

    /// <summary>The mark that most dollars share.</summary>
    public static readonly Currency Dollar = ByText["$"];

    /// <summary>The sign for any currency, U+00A4, which every other one agrees with.</summary>
    public static readonly Currency Any = ByText["¤"];

    /// <summary>All of them, in order of their texts.</summary>
    public static IEnumerable<Currency> All => ByText.Values.OrderBy(currency => currency.Text, StringComparer.Ordinal);

    /// <summary>The currency of an ISO 4217 code in capitals; null if money has no such code.</summary>
    public static Currency? FindCode(ReadOnlySpan<char> code) =>
        code.Length == CodeLength && ByCode.TryGetValue(code, out var currency) && currency.Codes.Length == 1
            ? currency
            : null;

    /// <summary>The currency of an ISO 4217 code in capitals, in small letters or with an initial capital.</summary>
    public static Currency? FindCode(ReadOnlySpan<byte> code)
    {
        Span<char> capitals = stackalloc char[CodeLength];
        return code.Length == CodeLength && LetterCases.IsOfOneWord(code)
            && Ascii.ToUpper(code, capitals, out _) == System.Buffers.OperationStatus.Done
                ? FindCode(capitals)
                : null;
    }

    /// <summary>The currency of an ISO 4217 number; null if none in use has it.</summary>
    public static Currency? FindNumber(int number) =>
        number is > 0 and <= NumberMax && ByNumber.TryGetValue(number, out var currency) ? currency : null;

    /// <summary>The currency of one code, or the mark that these share; of no code, the mark itself.</summary>
    public static Currency Of(string mark, string[] codes) => codes.Length switch
    {
        0 => ByText[mark],
        1 => ByText[codes[0]],
        _ => ByCodes[KeyOf(codes)],
    };

    /// <summary>The decimal digits of the currency's minor unit; -1 if ISO 4217 states none.</summary>
    public static int MinorDigitsOf(string code) => MinorUnits.GetValueOrDefault(code, -1);

    private static string KeyOf(IEnumerable<string> codes) => string.Join(' ', codes.Order(StringComparer.Ordinal));
}
