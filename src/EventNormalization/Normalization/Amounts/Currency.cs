using System;
using System.Collections.Immutable;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>What a record says of an amount's currency: one currency, or a mark that several share.</summary>
/// <remarks>Immutable, and there is one object for each, so that two are the same if their references are.</remarks>
internal sealed class Currency
{
    private const string SignOfAny = "¤";

    private readonly byte[] _utf8;
    private readonly bool _isAny;

    /// <summary>Made by <see cref="Currencies"/> alone.</summary>
    public Currency(string text, ImmutableArray<string> codes)
    {
        Text = text;
        Codes = codes;
        _isAny = text == SignOfAny;
        _utf8 = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The canonical text: the ISO 4217 code, or the one spelling of a shared mark.</summary>
    public string Text { get; }

    /// <summary>The canonical text in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The ISO 4217 codes it may be; empty if ISO 4217 has none for it.</summary>
    public ImmutableArray<string> Codes { get; }

    /// <summary>Whether several currencies have it.</summary>
    public bool IsShared => Codes.Length > 1;

    /// <summary>Whether everything that the other may be is something that this may be.</summary>
    public bool Admits(Currency other)
    {
        if (ReferenceEquals(this, other) || _isAny)
        {
            return true;
        }

        foreach (var code in other.Codes)
        {
            if (!Codes.Contains(code))
            {
                return false;
            }
        }

        return !other.Codes.IsEmpty;
    }

    /// <summary>The canonical text.</summary>
    public override string ToString() => Text;
}
