using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>The texts of a schema that mean a missing value.</summary>
/// <remarks>Immutable. Compared as texts are read: in NFC, blanks as one, without regard to letter case.</remarks>
internal sealed class NullTokens
{
    private const int BytesMax = 1024;

    private readonly bool[] _begins = new bool[256];
    private readonly byte[][] _tokens;
    private readonly int _lengthMax;

    // Whether a token can be written otherwise than in its own ASCII characters.
    private readonly bool _hasOtherSpellings;

    public NullTokens(IEnumerable<string> tokens)
    {
        _tokens = [.. tokens.Select(token => Encoding.UTF8.GetBytes(SettingText.CanonicalLower(token)))
            .Where(token => token.Length is > 0 and <= BytesMax)];
        _lengthMax = _tokens.Select(token => token.Length).DefaultIfEmpty(0).Max();
        foreach (var token in _tokens)
        {
            _begins[token[0]] = true;
            _begins[char.ToUpperInvariant((char)token[0])] = true;

            // The Kelvin sign and the Greek question mark are k and a semicolon in NFC, U+1FEF is a grave accent.
            _hasOtherSpellings |= !Ascii.IsValid(token) || token.AsSpan().ContainsAny(" k;`"u8);
        }
    }

    /// <summary>Whether a null token of ASCII characters alone may begin with this byte, in either case.</summary>
    public bool MayBegin(byte first) => _begins[first];

    /// <summary>Whether a trimmed text is a null token.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        if (_hasOtherSpellings && text.Length <= BytesMax)
        {
            return IsToken(Canonical(text));
        }

        return text.Length <= _lengthMax && _begins[text[0]] && IsToken(text);
    }

    private bool IsToken(ReadOnlySpan<byte> canonical)
    {
        foreach (var token in _tokens)
        {
            if (token.Length == canonical.Length
                && (Ascii.EqualsIgnoreCase(canonical, token) || canonical.SequenceEqual(token)))
            {
                return true;
            }
        }

        return false;
    }

    // Only schemas with such tokens pay for the string.
    private static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> text) =>
        Ascii.IsValid(text) && text.IndexOf("  "u8) < 0
            ? text
            : Encoding.UTF8.GetBytes(SettingText.CanonicalLower(Encoding.UTF8.GetString(text)));
}
