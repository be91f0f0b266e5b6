using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>A text on its way through the grammar: where reading stands, and what is known so far.</summary>
/// <remarks>
/// Reading only moves forward by bounded looks, so a text is read in time proportional to its length. A method that
/// begins with <c>Try</c> and returns false has either consumed nothing or set <see cref="Failure"/>.
/// </remarks>
internal ref struct TimestampText
{
    private readonly ReadOnlySpan<byte> _text;

    public TimestampText(ReadOnlySpan<byte> text, TimestampRules rules)
    {
        _text = text;
        Rules = rules;
        LocalZone = rules.Zone;
        Failure = TimestampFailures.Format;
    }

    public TimestampRules Rules { get; }

    /// <summary>The zone of a local time that names none: the profile's, or what stands beside the text.</summary>
    public DateTimeZone LocalZone { get; init; }

    public int Position { get; set; }

    /// <summary>The weekday that the text states, if any; the date must agree with it.</summary>
    public IsoDayOfWeek Weekday { get; set; }

    /// <summary>Which zone names the form allows.</summary>
    public ZoneNaming ZoneNaming { get; set; }

    /// <summary>The time and the zone that stood before the date, if they did.</summary>
    public LeadingClock LeadingClock { get; set; }

    /// <summary>Whether the clock that was read has seconds, after which any offset may stand.</summary>
    public bool HasSeconds { get; set; }

    /// <summary>Why reading stopped.</summary>
    public ParseFailure Failure { get; private set; }

    public readonly bool AtEnd => Position >= _text.Length;

    /// <summary>
    /// The byte at the position, or 0 at the end; no form takes a NUL, so the two need no telling apart.
    /// </summary>
    public readonly byte Current => At(0);

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    /// <summary>The byte so far ahead of the position, or 0 beyond the end.</summary>
    public readonly byte At(int ahead)
    {
        var index = unchecked(Position + ahead);
        return unchecked((uint)index) < (uint)_text.Length ? _text[index] : (byte)0;
    }

    /// <summary>How many digits stand at the position.</summary>
    public readonly int CountDigits() => CountDigitsAt(0);

    public readonly int CountDigitsAt(int ahead)
    {
        var count = 0;
        while (IsDigit(At(unchecked(ahead + count))))
        {
            count = unchecked(count + 1);
        }

        return count;
    }

    /// <summary>How many ASCII letters stand at the position.</summary>
    public readonly int CountLetters()
    {
        var count = 0;
        while (IsLetter(At(count)))
        {
            count = unchecked(count + 1);
        }

        return count;
    }

    public bool TryTake(char expected)
    {
        if (Current != expected)
        {
            return false;
        }

        Position = unchecked(Position + 1);
        return true;
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

    /// <summary>Takes the number written by all digits at the position, if there are as many as allowed.</summary>
    public bool TryTakeNumber(int digitsMin, int digitsMax, out int value)
    {
        value = 0;
        var count = 0;
        unchecked
        {
            for (; count <= digitsMax; count++)
            {
                var digit = (uint)(At(count) - '0');
                if (digit > 9)
                {
                    break;
                }

                value = (10 * value) + (int)digit;
            }

            if (count < digitsMin || count > digitsMax)
            {
                return false;
            }

            Position += count;
            return true;
        }
    }

    /// <summary>Skips blanks, also those that do not break lines, and tells whether there were any.</summary>
    public bool SkipWhiteSpace()
    {
        var start = Position;
        int length;
        while ((length = SpaceLength()) > 0)
        {
            Position = unchecked(Position + length);
        }

        return Position > start;
    }

    public bool Fail(ParseFailure failure)
    {
        Failure = failure;
        return false;
    }

    /// <summary>Another text that is read by the same rules, such as a part of this one.</summary>
    public readonly TimestampText Of(ReadOnlySpan<byte> other) =>
        new(other, Rules) { LocalZone = LocalZone, HasSeconds = HasSeconds };

    public static bool IsDigit(byte value) => unchecked((uint)(value - '0')) <= 9;

    public static bool IsLetter(byte value) => unchecked((uint)((value | 0x20) - 'a')) <= 'z' - 'a';

    /// <summary>
    /// The bytes of the blank at the position: U+0020, U+00A0, U+2009 or U+202F; Intl writes the last.
    /// </summary>
    private readonly int SpaceLength() => Current switch
    {
        (byte)' ' => 1,
        0xC2 when At(1) == 0xA0 => 2,
        0xE2 when At(1) == 0x80 && At(2) is (0x89 or 0xAF) => 3,
        _ => 0,
    };
}
