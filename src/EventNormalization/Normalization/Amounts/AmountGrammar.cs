using System;

namespace EventNormalization.Normalization;

/// <summary>What stands beside the number, in this order, each at most once.</summary>
/// <remarks>
/// <code>
/// amount   = [sign] [mark] [sign] number [minus] [mark] [minus]
///          | [mark] "(" [mark] number [mark] ")" [mark]
/// number   = digits, with groups and a fraction as <see cref="NumberReadings"/> allows, and an exponent
/// </code>
/// One sign and one mark in all, with blanks only beside the mark. These are the patterns of CLDR and .NET for numbers,
/// currencies and accounting, of SAP and COBOL for the minus behind, and of spreadsheets for the parentheses.
/// </remarks>
internal static class AmountGrammar
{
    /// <summary>Reads the whole text.</summary>
    /// <param name="utf8">At most <see cref="AmountText.CharactersMax"/> characters.</param>
    /// <param name="format">Decides between two readings.</param>
    public static ParseResult<decimal> Read(ReadOnlySpan<byte> utf8, NumberFormat format)
    {
        var text = new AmountText(utf8, stackalloc byte[AmountText.CharactersMax]);
        if (!TryRead(ref text, out var amount))
        {
            return text.Failure;
        }

        var number = amount.Number;
        var exponent = number.Exponent;
        switch (NumberReadings.Choose(number, format, amount.Mark is not null, out var fraction))
        {
            case Reading.None:
                return AmountFailures.Groups;
            case Reading.Two:
                return AmountFailures.TwoReadings(text.Digits, exponent, amount.IsNegative);
            case Reading.One when IsAddress(amount, text.Digits, format):
                return AmountFailures.Address;
            default:
                var failure = ExactDecimals.TryCreate(
                    text.Digits, exponent - fraction, amount.IsNegative, out var value);
                return failure is null ? value : failure;
        }
    }

    /// <summary>Takes the text apart, whatever the readings of its number.</summary>
    public static bool TryRead(ref AmountText text, out WrittenAmount amount)
    {
        amount = default;
        TakeSign(ref text, ref amount);
        if (!TryTakeMarkBefore(ref text, ref amount))
        {
            return false;
        }

        TakeSign(ref text, ref amount);
        var isRead = AmountMarks.TryTakeOpening(ref text)
            ? TryReadParentheses(ref text, ref amount)
            : TryReadSigned(ref text, ref amount);
        return isRead && IsComplete(ref text, amount);
    }

    /// <summary>Whether nothing says that the text is an amount rather than an Internet address.</summary>
    private static bool IsAddress(in WrittenAmount amount, ReadOnlySpan<byte> digits, NumberFormat format) =>
        format != NumberFormat.DecimalComma && amount is { HasSign: false, Mark: null }
        && InternetAddress.IsWrittenAs(amount.Number, digits);

    private static bool TryReadSigned(ref AmountText text, ref WrittenAmount amount)
    {
        if (!TryReadNumber(ref text, ref amount))
        {
            return false;
        }

        TakeTrailingMinus(ref text, ref amount);
        var position = text.Position;
        TakeMarkBehind(ref text, ref amount);

        // A dash behind the point of an abbreviation stands for cents that are not there: 12 kr.-
        if (text.Position > position && amount.Mark is { EndsInPoint: false })
        {
            TakeTrailingMinus(ref text, ref amount);
        }

        return true;
    }

    private static bool TryReadParentheses(ref AmountText text, ref WrittenAmount amount)
    {
        if (amount.HasSign)
        {
            return text.Fail(AmountFailures.Format);
        }

        amount.HasSign = true;
        amount.IsNegative = true;
        amount.IsLedger = true;
        if (!TryTakeMarkBefore(ref text, ref amount) || !TryReadNumber(ref text, ref amount))
        {
            return false;
        }

        TakeMarkBehind(ref text, ref amount);
        if (!AmountMarks.TryTakeClosing(ref text))
        {
            return text.Fail(AmountFailures.Beside);
        }

        TakeMarkBehind(ref text, ref amount);
        return true;
    }

    private static bool TryReadNumber(ref AmountText text, ref WrittenAmount amount)
    {
        var isRead = NumberReader.TryRead(ref text, out var number);
        amount.Number = number;
        return isRead;
    }

    private static void TakeSign(ref AmountText text, ref WrittenAmount amount)
    {
        if (!amount.HasSign && AmountMarks.TryTakeSign(ref text, out var isNegative))
        {
            amount.HasSign = true;
            amount.IsNegative = isNegative;
        }
    }

    private static void TakeTrailingMinus(ref AmountText text, ref WrittenAmount amount)
    {
        if (!amount.HasSign && AmountMarks.TryTakeTrailingMinus(ref text))
        {
            amount.HasSign = true;
            amount.IsNegative = true;
            amount.IsLedger = true;
        }
    }

    /// <summary>Takes a mark and the blanks behind it; false if the two readings of a point are there.</summary>
    private static bool TryTakeMarkBefore(ref AmountText text, ref WrittenAmount amount)
    {
        if (amount.Mark is not null || CurrencyMarks.FindBefore(text.Rest) is not { } mark)
        {
            return true;
        }

        amount.Mark = mark;
        text.Position += mark.Length;
        if (mark.IsAbbreviation && (text.Current == '.' || (mark.EndsInPoint && text.IsDigitAt(0))))
        {
            return text.Fail(AmountFailures.TouchingPoint);
        }

        text.SkipBlanks();
        return true;
    }

    private static void TakeMarkBehind(ref AmountText text, ref WrittenAmount amount)
    {
        var start = text.Position;
        text.SkipBlanks();
        if (amount.Mark is null && CurrencyMarks.FindBehind(text.Rest) is { } mark)
        {
            amount.Mark = mark;
            text.Position += mark.Length;
            return;
        }

        text.Position = start;
    }

    private static bool IsComplete(ref AmountText text, in WrittenAmount amount)
    {
        if (!text.AtEnd)
        {
            return text.Fail(ReasonAgainst(ref text, amount));
        }

        var number = amount.Number;
        var hasEmptyFraction = number is { Mark: NumberMark.Point, Marks: 1, Last: 0, OtherMark: NumberMark.None };
        if (hasEmptyFraction && (amount.IsLedger || amount.Mark is not null || number.HasExponent))
        {
            return text.Fail(AmountFailures.PlainPoint);
        }

        if (number.HasExponent && (amount.IsLedger || amount.Mark is not null))
        {
            return text.Fail(AmountFailures.PlainExponent);
        }

        var isLikeTelephone = amount is { HasSign: true, IsNegative: false, Mark: null }
            && number is { Mark: >= NumberMark.Blank and <= NumberMark.ThinBlank, Marks: > 1 }
            && number.OtherMark == NumberMark.None;
        return !isLikeTelephone || text.Fail(AmountFailures.TelephoneNumber);
    }

    private static ParseFailure ReasonAgainst(ref AmountText text, in WrittenAmount amount)
    {
        text.SkipBlanks();
        return text.Rest.StartsWith("¢"u8) || text.Rest.StartsWith("￠"u8) ? AmountFailures.Cents
            : amount.Mark is not null && CurrencyMarks.FindBehind(text.Rest) is not null ? AmountFailures.TwoMarks
            : AmountFailures.Beside;
    }
}
