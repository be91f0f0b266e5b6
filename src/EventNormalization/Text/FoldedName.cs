using System;
using System.Text;

namespace EventNormalization.Text;

/// <summary>Member names without what does not matter in them: case, <c>_</c>, <c>-</c> and blanks.</summary>
/// <remarks>A first <c>_</c>, <c>$</c> or <c>@</c> is kept: such names are metadata.</remarks>
internal static class FoldedName
{
    /// <summary>The longest folded name that can be an alias, in UTF-16 code units.</summary>
    public const int LengthMax = 128;

    /// <summary>Folds a name of a schema; null if nothing is left of it, or it is too long.</summary>
    public static string? Of(string name)
    {
        Span<char> folded = stackalloc char[LengthMax];
        var length = Fold(Encoding.UTF8.GetBytes(name), folded);
        return length > (length > 0 && IsOfMetadata(folded[0]) ? 1 : 0) ? new string(folded[..length]) : null;
    }

    /// <summary>Folds the parts of any path; a part that is too long to be an alias stays as it is.</summary>
    public static string OfPath(string path)
    {
        var parts = path.Split('.');
        Span<char> folded = stackalloc char[LengthMax];
        for (var i = 0; i < parts.Length; i++)
        {
            var length = Fold(Encoding.UTF8.GetBytes(parts[i]), folded);
            parts[i] = length < 0 ? parts[i] : new string(folded[..length]);
        }

        return string.Join('.', parts);
    }

    /// <summary>Folds UTF-8; returns the length, or -1 if the name is too long to be an alias.</summary>
    public static int Fold(ReadOnlySpan<byte> utf8, Span<char> folded)
    {
        if (utf8.Length > LengthMax)
        {
            return -1;
        }

        var length = 0;
        foreach (var b in utf8)
        {
            if (b >= 0x80)
            {
                return FoldUnicode(utf8, folded);
            }

            if (b is not ((byte)'_' or (byte)'-' or (byte)' ' or (byte)'\t') || (length == 0 && b == '_'))
            {
                folded[length++] = (char)(b is >= (byte)'A' and <= (byte)'Z' ? b | 0x20 : b);
            }
        }

        return length;
    }

    private static bool IsOfMetadata(char first) => first is '_' or '$' or '@';

    private static int FoldUnicode(ReadOnlySpan<byte> utf8, Span<char> folded)
    {
        Span<byte> composed = stackalloc byte[(3 * LengthMax) + 16];
        Span<byte> lower = stackalloc byte[(6 * LengthMax) + 32];
        var composedLength = UnicodeText.ToNfc(utf8, composed);
        var lowerLength = UnicodeText.ToLower(composed[..composedLength], lower);
        Span<char> text = stackalloc char[(6 * LengthMax) + 32];
        var textLength = Encoding.UTF8.GetChars(lower[..lowerLength], text);
        var length = 0;
        foreach (var c in text[..textLength])
        {
            if (c is '_' or '-' || char.IsWhiteSpace(c))
            {
                if (c == '_' && length == 0)
                {
                    folded[length++] = c;
                }

                continue;
            }

            if (length == LengthMax)
            {
                return -1;
            }

            folded[length++] = c;
        }

        return length;
    }
}
