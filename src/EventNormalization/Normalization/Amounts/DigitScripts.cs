using System;
using System.Buffers;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Decimal digits (Unicode category Nd) of the scripts that are in use, and full-width ones.</summary>
/// <remarks>
/// Left out are the digits of scripts that nobody writes any more (Brahmi, Sharada, ...) and those that are styled
/// Latin digits (mathematical, outlined, segmented). Of Unicode 17, as all texts; every run has ten digits.
/// </remarks>
internal static class DigitScripts
{
    public const int Ascii = 0x30;
    public const int Arabic = 0x0660;
    public const int ExtendedArabic = 0x06F0;
    public const int FullWidth = 0xFF10;

    /// <summary>The code points of the digits zero, in order.</summary>
    public static ReadOnlySpan<int> Zeros =>
    [
        Ascii, Arabic, ExtendedArabic,
        0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20,
        0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
        0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, FullWidth,
        0x10D30, 0x10D40, 0x110F0, 0x11136, 0x11450, 0x116D0, 0x116DA, 0x118E0, 0x11BF0, 0x11D50, 0x11DA0, 0x11DE0,
        0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
    ];

    /// <summary>Reads the character at the start of the text as a digit, if it is one.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="zero">The script's digit zero.</param>
    /// <param name="digit">From 0 to 9.</param>
    /// <param name="length">The length of the character in bytes.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out int zero, out byte digit, out int length)
    {
        zero = 0;
        digit = 0;
        if (Rune.DecodeFromUtf8(text, out var rune, out length) != OperationStatus.Done || rune.Value < Ascii)
        {
            return false;
        }

        unchecked
        {
            var index = Zeros.BinarySearch(rune.Value);
            index = index < 0 ? ~index - 1 : index;
            zero = Zeros[index];
            digit = (byte)(rune.Value - zero);
            return rune.Value - zero <= 9;
        }
    }
}
