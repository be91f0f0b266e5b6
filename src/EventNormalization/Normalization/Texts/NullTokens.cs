using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>The texts that mean that nothing is there, in any letter case, form and width of blanks.</summary>
/// <remarks>Immutable and shared by all threads.</remarks>
internal sealed class NullTokens
{
    private const int StackLengthMax = 1024;

    private readonly bool[] _first = new bool[256];
    private readonly ImmutableArray<byte[]> _tokens;
    private readonly bool _haveDigits;

    /// <summary>Takes the tokens of a schema.</summary>
    /// <exception cref="ArgumentException">A token can never be found; the message says why.</exception>
    public NullTokens(ImmutableArray<string> tokens)
    {
        _tokens = [.. tokens.Select(token => Encoding.UTF8.GetBytes(SettingText.Canonical(token, keepCase: false)))];
        _haveDigits = _tokens.Any(token => HasDigit(token));

        // A capital, a small letter and a composed one may all begin what becomes one token, but not with any byte.
        _first.AsSpan(0x80).Fill(_tokens.Length > 0);
        Span<int> parts = stackalloc int[CanonicalMappings.LengthMax];
        foreach (var token in _tokens)
        {
            Rune.DecodeFromUtf8(token, out var first, out _);
            CanonicalMappings.Unicode.Decompose(first.Value, parts);
            if (Rune.TryCreate(parts[0], out var start) && start.IsAscii)
            {
                _first[(byte)char.ToLowerInvariant((char)start.Value)] = true;
                _first[(byte)char.ToUpperInvariant((char)start.Value)] = true;
            }
        }
    }

    /// <summary>Whether a token may begin with this byte.</summary>
    public bool MayBeginWith(byte first) => _first[first];

    /// <summary>Whether a text, trimmed and not empty, is one of the tokens.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        // No form, case or width of blanks makes a digit of ASCII out of anything else, or the other way round.
        if (!_first[text[0]] || (!_haveDigits && HasDigit(text)))
        {
            return false;
        }

        return Ascii.IsValid(text) && UnicodeText.FindUnfolded(text) < 0
            ? ContainsAscii(text)
            : ContainsCanonical(text);
    }

    private static bool HasDigit(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'0', (byte)'9');

    private bool ContainsAscii(ReadOnlySpan<byte> text)
    {
        foreach (var token in _tokens)
        {
            if (Ascii.EqualsIgnoreCase(text, token))
            {
                return true;
            }
        }

        return false;
    }

    private bool ContainsCanonical(ReadOnlySpan<byte> text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var folded = new FieldInput(JsonKind.Text, rented.AsSpan(0, UnicodeText.FoldWhiteSpace(text, rented)));
        var bytesMax = TextParser.BytesMaxOf(folded);
        var canonical = bytesMax <= StackLengthMax ? stackalloc byte[StackLengthMax] : new byte[bytesMax];
        var failure = TextParser.Metric.TryWrite(folded, ClientProfile.Default, canonical, out var written);
        ArrayPool<byte>.Shared.Return(rented);
        return failure is null && ContainsBytes(canonical[..written]);
    }

    private bool ContainsBytes(ReadOnlySpan<byte> canonical)
    {
        foreach (var token in _tokens)
        {
            if (canonical.SequenceEqual(token))
            {
                return true;
            }
        }

        return false;
    }
}
