using System;
using System.Buffers;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>
/// A text that stands beside a number: it marks an amount as one of money, or it is a unit of the profile.
/// </summary>
internal sealed class CurrencyMark
{
    private readonly byte[] _utf8;
    private readonly bool _endsInLetter;

    public CurrencyMark(string text, Currency? currency, MarkPlacement places, bool isAbbreviation)
    {
        _utf8 = Encoding.UTF8.GetBytes(text);
        Rune.DecodeLastFromUtf8(_utf8, out var last, out _);
        _endsInLetter = Rune.IsLetter(last);
        Text = text;
        Currency = currency;
        Places = places;
        EndsInPoint = text.EndsWith('.');
        IsAbbreviation = isAbbreviation && (EndsInPoint || _endsInLetter);
    }

    public string Text { get; }

    /// <summary>What the mark means; null for a unit.</summary>
    public Currency? Currency { get; }

    public MarkPlacement Places { get; }

    /// <summary>Whether a point right after the mark may be its own.</summary>
    public bool IsAbbreviation { get; }

    public bool EndsInPoint { get; }

    public bool IsCode => (Places & MarkPlacement.Code) != 0;

    /// <summary>The length in bytes of UTF-8.</summary>
    public int Length => _utf8.Length;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The byte in lower case if it is an ASCII letter.</summary>
    public static byte FoldOf(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>Whether the mark may stand at the place, in an amount of a client with this currency.</summary>
    public bool MayStand(MarkPlacement place, Currency? ofProfile) =>
        (Places & place) != 0
        && ((Places & MarkPlacement.OfProfile) == 0 || (ofProfile is not null && Currency!.Admits(ofProfile)));

    /// <summary>Whether the text begins with the mark, and not with a longer word.</summary>
    public bool IsAtStartOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < _utf8.Length)
        {
            return false;
        }

        var start = text[.._utf8.Length];
        var isSame = (Places & MarkPlacement.ThreeCases) != 0
            ? LetterCases.IsSameWord(start, _utf8)
            : start.SequenceEqual(_utf8);
        return isSame && (!_endsInLetter || !IsLetterAtStartOf(text[_utf8.Length..]));
    }

    private static bool IsLetterAtStartOf(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && Rune.IsLetter(rune);
}
