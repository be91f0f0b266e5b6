using System;

namespace EventNormalization.Normalization;

/// <summary>The codes of currencies, in capitals, that a member of an event may hold: each means itself.</summary>
internal static class PlainCodes
{
    private const int Letters = 26;
    private static readonly Currency?[] ByLetters = Create();

    /// <summary>The currency of a code; null says nothing about the text.</summary>
    public static Currency? Find(ReadOnlySpan<byte> text) =>
        text.Length == 3 && IsCapital(text[0]) && IsCapital(text[1]) && IsCapital(text[2])
            ? ByLetters[NumberOf(text)]
            : null;

    private static Currency?[] Create()
    {
        var currencies = new Currency?[Letters * Letters * Letters];
        foreach (var currency in Currencies.All)
        {
            // What it is under every profile is read here; for the rest, the general reading asks the profile.
            var input = new FieldInput(JsonKind.Text, currency.Utf8);
            if (currency.Utf8.Length == 3 && !currency.IsShared && IsCapital(currency.Utf8[0])
                && CurrencyReading.Read(input, OtherCurrencies.Refuse, out var stated) is null
                && ReferenceEquals(stated.Known, currency))
            {
                currencies[NumberOf(currency.Utf8)] = currency;
            }
        }

        return currencies;
    }

    private static bool IsCapital(byte value) => value is >= (byte)'A' and <= (byte)'Z';

    private static int NumberOf(ReadOnlySpan<byte> code) =>
        (((((code[0] - 'A') * Letters) + code[1]) - 'A') * Letters) + code[2] - 'A';
}
