using System;
using System.Linq;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>The words of <see cref="SignRules"/>, ready to be compared.</summary>
internal sealed class CompiledSignRules
{
    /// <summary>The longest word, in bytes of UTF-8 as it is sent.</summary>
    public const int BytesMax = 256;

    private readonly byte[][] _negative;
    private readonly byte[][] _positive;

    public CompiledSignRules(SignRules rules)
    {
        _negative = [.. rules.Negative.Select(Fold)];
        _positive = [.. rules.Positive.Select(Fold)];
        Failure = new ParseFailure
        {
            Problem = Problems.Sign,
            Expected = $"one of the words {string.Join(", ", rules.Negative.Concat(rules.Positive))} in {rules.Member}",
        };
    }

    /// <summary>The reason against a member that is missing or has another word.</summary>
    public ParseFailure Failure { get; }

    /// <summary>What the word says.</summary>
    public SignWord Read(ReadOnlySpan<byte> word)
    {
        if (word.Length > BytesMax)
        {
            return SignWord.Unknown;
        }

        Span<byte> buffer = stackalloc byte[FoldedLengthMax(BytesMax)];
        var folded = buffer[..Fold(word, buffer)];
        return Contains(_negative, folded) ? SignWord.Negative
            : Contains(_positive, folded) ? SignWord.Positive
            : SignWord.Unknown;
    }

    /// <summary>The word in NFC and in small letters, without blanks at its ends.</summary>
    public static byte[] Fold(string word)
    {
        var utf8 = Encoding.UTF8.GetBytes(word);
        Span<byte> folded = new byte[FoldedLengthMax(utf8.Length)];
        return folded[..Fold(utf8, folded)].ToArray();
    }

    private static bool Contains(byte[][] words, ReadOnlySpan<byte> word)
    {
        foreach (var one in words)
        {
            if (word.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }

    private static int Fold(ReadOnlySpan<byte> word, Span<byte> destination)
    {
        word = UnicodeText.Trim(word);
        var composed = word.Length <= BytesMax
            ? stackalloc byte[UnicodeText.NfcGrowthMax * BytesMax]
            : new byte[UnicodeText.NfcGrowthMax * word.Length];
        composed = composed[..UnicodeText.ToNfc(word, composed)];
        return UnicodeText.ToLower(composed, destination);
    }

    private static int FoldedLengthMax(int bytes) =>
        UnicodeText.NfcGrowthMax * UnicodeText.NfcGrowthMax * Math.Max(1, bytes);
}
