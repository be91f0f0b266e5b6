using System;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads the member that states a currency.</summary>
internal static class CurrencyReading
{
    private const int NumberLength = 3;

    /// <summary>Reads a code, an ISO 4217 number or a mark; returns why it cannot, or null after success.</summary>
    /// <remarks>
    /// Here a code of any age is read in all three letter cases, and a mark that is a unit or a word as well is read
    /// too, since nothing but a currency stands in such a member.
    /// </remarks>
    /// <param name="input">The member's value.</param>
    /// <param name="others">What becomes of a text that names no currency.</param>
    /// <param name="stated">What the member says, after success.</param>
    public static ParseFailure? Read(FieldInput input, OtherCurrencies others, out StatedCurrency stated)
    {
        stated = default;
        if (input.Kind is not (JsonKind.Text or JsonKind.Number))
        {
            return CurrencyFailures.Kind;
        }

        var text = input.Utf8;
        var known = FindNumber(input) ?? (input.Kind == JsonKind.Text ? FindText(text) : null);
        if (known is not null)
        {
            stated = new StatedCurrency(known);
            return null;
        }

        if (MinorUnitCodes.Is(text) || IsCodeInMixedCase(text))
        {
            return CurrencyFailures.MinorUnit;
        }

        if (others == OtherCurrencies.Refuse || input.Kind == JsonKind.Number)
        {
            return CurrencyFailures.Format;
        }

        stated = StatedCurrency.Other;
        return AmountText.IsTooLong(text) ? CurrencyFailures.TooLong : null;
    }

    private static Currency? FindText(ReadOnlySpan<byte> text) =>
        Currencies.FindCode(text) ?? CurrencyMarks.FindAlone(text)?.Currency;

    /// <summary>The currency of a number; a text has its zeros in front, a JSON number cannot have them.</summary>
    private static Currency? FindNumber(FieldInput input)
    {
        var digits = input.Kind == JsonKind.Number ? WithoutFraction(input.Utf8) : input.Utf8;
        if (digits.Length > NumberLength || (input.Kind == JsonKind.Text && digits.Length != NumberLength))
        {
            return null;
        }

        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return null;
            }

            number = (10 * number) + (digit - '0');
        }

        return Currencies.FindNumber(number);
    }

    /// <summary>The digits of a JSON number before a fraction of zeros, which tables of doubles write.</summary>
    private static ReadOnlySpan<byte> WithoutFraction(ReadOnlySpan<byte> number)
    {
        var point = number.IndexOf((byte)'.');
        return point > 0 && number[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 ? number[..point] : number;
    }

    /// <summary>Whether the letters are those of a code, in a case that codes of minor units have.</summary>
    private static bool IsCodeInMixedCase(ReadOnlySpan<byte> text)
    {
        Span<char> capitals = stackalloc char[NumberLength];
        return text.Length == NumberLength
            && Ascii.ToUpper(text, capitals, out _) == System.Buffers.OperationStatus.Done
            && Currencies.FindCode(capitals) is not null;
    }
}
