using System;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>A text that marks an amount as one of money.</summary>
internal sealed class CurrencyMark
{
    private readonly byte[] _utf8;
    private readonly bool _endsInLetter;
    private readonly bool _isAnyCase;

    public CurrencyMark(string text, string[] codes, MarkPlaces places, bool isAbbreviation)
    {
        _utf8 = Encoding.UTF8.GetBytes(text);
        Rune.DecodeLastFromUtf8(_utf8, out var last, out _);
        _endsInLetter = Rune.IsLetter(last);
        _isAnyCase = places.HasFlag(MarkPlaces.AnyCase);
        Codes = codes;
        Places = places;
        EndsInPoint = text.EndsWith('.');
        IsAbbreviation = isAbbreviation && (EndsInPoint || _endsInLetter);
    }

    /// <summary>The ISO 4217 codes of the currencies that the mark may mean; empty if none has one.</summary>
    public string[] Codes { get; }

    /// <summary>The currency, or the mark in its canonical spelling; null if the currency has no code.</summary>
    public Currency? Currency => Codes.Length == 0 ? null : Currencies.OfCodes(Codes);

    public MarkPlaces Places { get; }

    /// <summary>Whether a point right behind the mark may be its own.</summary>
    public bool IsAbbreviation { get; }

    public bool EndsInPoint { get; }

    /// <summary>The length in bytes of UTF-8.</summary>
    public int Length => _utf8.Length;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The byte in lower case if it is an ASCII letter.</summary>
    public static byte FoldOf(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>Whether the text begins with the mark, and not with a longer word.</summary>
    public bool IsAtStartOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < _utf8.Length)
        {
            return false;
        }

        var start = text[.._utf8.Length];
        var isSame = _isAnyCase ? Ascii.EqualsIgnoreCase(start, _utf8) : start.SequenceEqual(_utf8);
        return isSame && (!_endsInLetter || !IsLetterAtStartOf(text[_utf8.Length..]));
    }

    private static bool IsLetterAtStartOf(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) == System.Buffers.OperationStatus.Done && Rune.IsLetter(rune);
}
