using System;

namespace EventNormalization.Normalization;

/// <summary>What stands beside the number, in this order, each at most once.</summary>
/// <remarks>
/// <code>
/// amount   = [sign] [mark [":"]] [sign] number [mark] [minus]
///          | [mark] "(" [mark] number [mark] ")" [mark]
/// number   = digits, with groups and a fraction as <see cref="NumberReadings"/> allows, and an exponent
/// </code>
/// One sign and one mark in all, with blanks beside them. These are the patterns of CLDR and .NET for numbers,
/// currencies and accounting, of SAP and COBOL for the minus after, and of spreadsheets for the parentheses. A hyphen
/// between number and mark is none of them: it may as well join the two words.
/// </remarks>
internal static class AmountGrammar
{
    /// <summary>Reads the whole text; returns why it cannot, or null after success.</summary>
    /// <param name="utf8">At most <see cref="AmountText.CharactersMax"/> characters.</param>
    /// <param name="format">Decides between two readings.</param>
    /// <param name="rules">The client's currency and units.</param>
    /// <param name="money">The number and its mark.</param>
    public static ParseFailure? Read(
        ReadOnlySpan<byte> utf8, NumberFormat format, CompiledAmountRules rules, out WrittenMoney money)
    {
        money = default;
        var text = new AmountText(utf8, stackalloc byte[AmountText.CharactersMax]);
        if (!TryRead(ref text, rules, out var amount))
        {
            return text.Failure;
        }

        var number = amount.Number;
        var exponent = number.Exponent;
        var currency = amount.Mark?.Currency;
        switch (NumberReadings.Choose(number, format, currency is not null, out var fraction))
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
                money = new WrittenMoney { Value = value, Currency = currency, HasMark = currency is not null };
                return failure;
        }
    }

    /// <summary>Takes the text apart, whatever the readings of its number.</summary>
    public static bool TryRead(ref AmountText text, CompiledAmountRules rules, out WrittenAmount amount)
    {
        amount = default;
        TakeSign(ref text, ref amount);
        if (!TryTakeMarkBefore(ref text, rules, ref amount))
        {
            return false;
        }

        TakeSign(ref text, ref amount);
        var isRead = AmountMarks.TryTakeOpening(ref text)
            ? TryReadParentheses(ref text, rules, ref amount)
            : TryReadSigned(ref text, rules, ref amount);
        return isRead && IsComplete(ref text, rules, amount);
    }

    /// <summary>Whether nothing says that the text is an amount rather than an Internet address.</summary>
    private static bool IsAddress(in WrittenAmount amount, ReadOnlySpan<byte> digits, NumberFormat format) =>
        format != NumberFormat.DecimalComma && amount is { HasSign: false, Mark: null }
        && InternetAddress.IsWrittenAs(amount.Number, digits);

    private static bool TryReadSigned(ref AmountText text, CompiledAmountRules rules, ref WrittenAmount amount)
    {
        if (!TryReadNumber(ref text, ref amount))
        {
            return false;
        }

        TakeMarkAfter(ref text, rules, ref amount, out var mark);

        // A dash after the point of an abbreviation stands for cents that are not there: 12 kr.-
        if (mark is not { EndsInPoint: true })
        {
            TakeTrailingMinus(ref text, ref amount);
        }

        return true;
    }

    private static bool TryReadParentheses(ref AmountText text, CompiledAmountRules rules, ref WrittenAmount amount)
    {
        if (amount.HasSign)
        {
            return text.Fail(AmountFailures.Format);
        }

        amount.HasSign = true;
        amount.IsNegative = true;
        amount.IsInParentheses = true;
        if (!TryTakeMarkBefore(ref text, rules, ref amount) || !TryReadNumber(ref text, ref amount))
        {
            return false;
        }

        TakeMarkAfter(ref text, rules, ref amount, out _);
        if (!AmountMarks.TryTakeClosing(ref text))
        {
            return text.Fail(AmountFailures.Beside);
        }

        TakeMarkAfter(ref text, rules, ref amount, out _);
        return true;
    }

    private static bool TryReadNumber(ref AmountText text, ref WrittenAmount amount)
    {
        if (MinorUnitCodes.IsAtStartOf(text.Rest))
        {
            return text.Fail(AmountFailures.MinorUnitCode);
        }

        var isRead = NumberReader.TryRead(ref text, out var number);
        amount.Number = number;
        return isRead;
    }

    /// <summary>Takes a sign and the blanks after it.</summary>
    private static void TakeSign(ref AmountText text, ref WrittenAmount amount)
    {
        if (!amount.HasSign && AmountMarks.TryTakeSign(ref text, out var isNegative))
        {
            amount.HasSign = true;
            amount.IsNegative = isNegative;
            text.SkipWhiteSpace();
        }
    }

    /// <summary>Takes a minus and the blanks before it.</summary>
    private static void TakeTrailingMinus(ref AmountText text, ref WrittenAmount amount)
    {
        var start = text.Position;
        text.SkipWhiteSpace();
        if (!amount.HasSign && AmountMarks.TryTakeTrailingMinus(ref text))
        {
            amount.HasSign = true;
            amount.IsNegative = true;
            amount.HasTrailingMinus = true;
            return;
        }

        text.Position = start;
    }

    /// <summary>Takes a mark and the blanks after it; false if the two readings of a point are there.</summary>
    private static bool TryTakeMarkBefore(ref AmountText text, CompiledAmountRules rules, ref WrittenAmount amount)
    {
        if (amount.Mark is not null || CurrencyMarks.FindBefore(text.Rest, rules) is not { } mark)
        {
            return true;
        }

        amount.Mark = mark;
        text.Position += mark.Length;
        if (mark.IsAbbreviation && (text.Current == '.' || (mark.EndsInPoint && text.IsDigitAt(0))))
        {
            return text.Fail(AmountFailures.TouchingPoint);
        }

        if (mark.IsCode && text.Current == ':' && AmountMarks.TryFindSpace(text.Rest[1..], out _, out _))
        {
            text.Position++;
        }

        text.SkipWhiteSpace();
        return true;
    }

    /// <summary>Takes a mark and the blanks before it.</summary>
    private static void TakeMarkAfter(
        ref AmountText text, CompiledAmountRules rules, ref WrittenAmount amount, out CurrencyMark? mark)
    {
        mark = null;
        var start = text.Position;
        text.SkipWhiteSpace();
        if (amount.Mark is null && CurrencyMarks.FindAfter(text.Rest, rules) is { } found)
        {
            mark = found;
            amount.Mark = found;
            text.Position += found.Length;
            return;
        }

        text.Position = start;
    }

    private static bool IsComplete(ref AmountText text, CompiledAmountRules rules, in WrittenAmount amount)
    {
        if (!text.AtEnd)
        {
            return text.Fail(ReasonAgainst(ref text, rules, amount));
        }

        var number = amount.Number;
        if (amount.HasTrailingMinus && number is { Marks: 1, Last: 0, OtherMark: NumberMark.None })
        {
            return text.Fail(AmountFailures.PlainPoint);
        }

        if (number.HasExponent && (amount.HasTrailingMinus || amount.IsInParentheses))
        {
            return text.Fail(AmountFailures.PlainExponent);
        }

        var isLikeTelephone = amount is { HasSign: true, IsNegative: false, Mark: null }
            && number is { Mark: >= NumberMark.Blank and <= NumberMark.ThinSpace, Marks: > 1 }
            && number.OtherMark == NumberMark.None;
        return !isLikeTelephone || text.Fail(AmountFailures.TelephoneNumber);
    }

    private static ParseFailure ReasonAgainst(ref AmountText text, CompiledAmountRules rules, in WrittenAmount amount)
    {
        text.SkipWhiteSpace();
        var isMark = CurrencyMarks.FindAfter(text.Rest, rules) is not null;
        return text.Rest.StartsWith("¢"u8) || text.Rest.StartsWith("￠"u8) ? AmountFailures.Cents
            : MinorUnitCodes.IsAtStartOf(text.Rest) ? AmountFailures.MinorUnitCode
            : isMark && amount.HasTrailingMinus && amount.Mark is null ? AmountFailures.Hyphen
            : isMark && amount.Mark is not null ? AmountFailures.TwoMarks
            : AmountFailures.Beside;
    }
}
