using System;

namespace EventNormalization.Normalization;

/// <summary>The signs, blanks and marks of numbers, in the spellings that go with each script of digits.</summary>
internal static class AmountMarks
{
    /// <summary>Takes a sign: <c>+</c>, <c>-</c> or U+2212; full-width ones before full-width digits.</summary>
    public static bool TryTakeSign(ref AmountText text, out bool isNegative)
    {
        isNegative = text.Current != '+';
        if (text.TryTake("-"u8) || text.TryTake("\u2212"u8) || text.TryTake("+"u8))
        {
            return true;
        }

        isNegative = text.Rest.StartsWith("\uFF0D"u8);
        return IsFullWidthAt(text, 3) && (text.TryTake("\uFF0D"u8) || text.TryTake("\uFF0B"u8));
    }

    /// <summary>Takes a minus after the number; a plus there would mean "or more".</summary>
    public static bool TryTakeTrailingMinus(ref AmountText text) =>
        text.TryTake("-"u8) || text.TryTake("\u2212"u8)
        || (text.Zero == DigitScripts.FullWidth && text.TryTake("\uFF0D"u8));

    public static bool TryTakeOpening(ref AmountText text) =>
        text.TryTake("("u8) || (IsFullWidthAt(text, 3) && text.TryTake("\uFF08"u8));

    public static bool TryTakeClosing(ref AmountText text) =>
        text.TryTake(")"u8) || (text.Zero == DigitScripts.FullWidth && text.TryTake("\uFF09"u8));

    /// <summary>Takes the mark at the position, if it belongs to the number.</summary>
    /// <remarks>All but the comma and the point do only between digits.</remarks>
    public static bool TryTakeNumberMark(ref AmountText text, out NumberMark mark)
    {
        if (!TryFind(text, out mark, out var length))
        {
            return false;
        }

        var isBetweenDigits = !text.Digits.IsEmpty && text.IsDigitAt(length);
        if (mark is not (NumberMark.Comma or NumberMark.Point) && !isBetweenDigits)
        {
            return false;
        }

        text.Position = unchecked(text.Position + length);
        return true;
    }

    /// <summary>Finds a blank at the start: U+0020, U+00A0, U+202F or U+2009.</summary>
    public static bool TryFindSpace(ReadOnlySpan<byte> text, out NumberMark mark, out int length)
    {
        (mark, length) = text.IsEmpty ? (NumberMark.None, 0)
            : text[0] == ' ' ? (NumberMark.Blank, 1)
            : text.StartsWith("\u00A0"u8) ? (NumberMark.NoBreakSpace, 2)
            : text.StartsWith("\u202F"u8) ? (NumberMark.NarrowNoBreakSpace, 3)
            : text.StartsWith("\u2009"u8) ? (NumberMark.ThinSpace, 3)
            : (NumberMark.None, 0);
        return mark != NumberMark.None;
    }

    private static bool TryFind(in AmountText text, out NumberMark mark, out int length)
    {
        length = 1;
        mark = text.Current switch
        {
            (byte)',' => NumberMark.Comma,
            (byte)'.' => NumberMark.Point,
            (byte)'\'' => NumberMark.Apostrophe,
            _ => NumberMark.None,
        };
        if (mark != NumberMark.None || TryFindSpace(text.Rest, out mark, out length))
        {
            return true;
        }

        (mark, length) = text.Rest.StartsWith("\u2019"u8) ? (NumberMark.TypographicApostrophe, 3) : OfScript(text);
        return mark != NumberMark.None;
    }

    private static (NumberMark Mark, int Length) OfScript(in AmountText text) => text.Zero switch
    {
        DigitScripts.Arabic or DigitScripts.ExtendedArabic =>
            text.Rest.StartsWith("\u066B"u8) ? (NumberMark.ArabicDecimal, 2)
            : text.Rest.StartsWith("\u066C"u8) ? (NumberMark.ArabicThousands, 2)
            : (NumberMark.None, 0),
        DigitScripts.FullWidth =>
            text.Rest.StartsWith("\uFF0C"u8) ? (NumberMark.Comma, 3)
            : text.Rest.StartsWith("\uFF0E"u8) ? (NumberMark.Point, 3)
            : (NumberMark.None, 0),
        _ => (NumberMark.None, 0),
    };

    private static bool IsFullWidthAt(in AmountText text, int ahead) =>
        text.Rest.Length > ahead && text.Rest[0] == 0xEF
        && DigitScripts.TryRead(text.Rest[ahead..], out var zero, out _, out _) && zero == DigitScripts.FullWidth;
}
