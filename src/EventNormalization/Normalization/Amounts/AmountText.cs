using System;

namespace EventNormalization.Normalization;

/// <summary>A text on its way through the grammar: where reading stands, and the digits taken so far.</summary>
/// <remarks>
/// Reading only moves forward by bounded looks, so a text is read in time proportional to its length. A method that
/// begins with <c>Try</c> and returns false has consumed nothing.
/// </remarks>
internal ref struct AmountText
{
    public const int CharactersMax = 64;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _digits;
    private int _digitCount;
    private ParseFailure? _failure;

    /// <summary>Begins at the first character.</summary>
    /// <param name="text">At most <see cref="CharactersMax"/> characters.</param>
    /// <param name="digits">Room for as many digits.</param>
    public AmountText(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        _text = text;
        _digits = digits;
    }

    public int Position { get; set; }

    /// <summary>The digit zero of the script in which all digits are written; 0 before the first digit.</summary>
    public int Zero { get; private set; }

    /// <summary>The first reason that was found against the text.</summary>
    public readonly ParseFailure Failure => _failure ?? AmountFailures.Format;

    /// <summary>The values of the digits taken so far.</summary>
    public readonly ReadOnlySpan<byte> Digits => _digits[.._digitCount];

    public readonly bool AtEnd => Position >= _text.Length;

    /// <summary>The byte at the position, or 0 at the end; no form takes a NUL, so the two are alike.</summary>
    public readonly byte Current => Position < _text.Length ? _text[Position] : (byte)0;

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    /// <summary>Whether the text has more characters than an amount may have.</summary>
    public static bool IsTooLong(ReadOnlySpan<byte> text)
    {
        if (text.Length is <= CharactersMax or > 4 * CharactersMax)
        {
            return text.Length > CharactersMax;
        }

        var characters = 0;
        foreach (var value in text)
        {
            var isFirstOfCharacter = (value & 0xC0) != 0x80;
            characters += isFirstOfCharacter ? 1 : 0;
        }

        return characters > CharactersMax;
    }

    public bool Fail(ParseFailure failure)
    {
        _failure ??= failure;
        return false;
    }

    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected))
        {
            return false;
        }

        Position = unchecked(Position + expected.Length);
        return true;
    }

    /// <summary>Takes all digits at the position; returns how many there were.</summary>
    public int TakeDigits()
    {
        var start = _digitCount;
        while (TryTakeDigit(out var digit))
        {
            _digits[_digitCount] = digit;
            _digitCount = unchecked(_digitCount + 1);
        }

        return _digitCount - start;
    }

    /// <summary>Takes one digit, if it is of the same script as those before.</summary>
    public bool TryTakeDigit(out byte digit)
    {
        if (!TryReadDigit(0, out var zero, out digit, out var length))
        {
            return false;
        }

        Zero = Zero == 0 ? zero : Zero;
        if (Zero != zero)
        {
            return Fail(AmountFailures.MixedDigits);
        }

        Position = unchecked(Position + length);
        return true;
    }

    /// <summary>Whether a digit of any script stands so many bytes ahead.</summary>
    public readonly bool IsDigitAt(int ahead) => TryReadDigit(ahead, out _, out _, out _);

    /// <summary>Skips blanks, also those that do not break lines.</summary>
    public void SkipWhiteSpace()
    {
        while (AmountMarks.TryFindSpace(Rest, out _, out var length))
        {
            Position = unchecked(Position + length);
        }
    }

    private readonly bool TryReadDigit(int ahead, out int zero, out byte digit, out int length)
    {
        unchecked
        {
            var index = Position + ahead;
            var value = index < _text.Length ? _text[index] : (byte)0;
            zero = DigitScripts.Ascii;
            digit = (byte)(value - '0');
            length = 1;
            return value < 0x80 ? digit <= 9 : DigitScripts.TryRead(_text[index..], out zero, out digit, out length);
        }
    }
}
