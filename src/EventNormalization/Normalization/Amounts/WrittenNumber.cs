namespace EventNormalization.Normalization;

/// <summary>How a number is written: how many digits stand between which marks.</summary>
/// <remarks>
/// The marks are one kind, that may be there several times, and perhaps one of another kind after it; a number with
/// more has no reading. Which of them is the decimal mark is for <see cref="NumberReadings"/> to say.
/// </remarks>
internal struct WrittenNumber
{
    private bool _hasOtherThanThree;
    private bool _hasOtherThanTwo;

    /// <summary>The kind of the first mark.</summary>
    public NumberMark Mark { get; private set; }

    /// <summary>How often it is there.</summary>
    public int Marks { get; private set; }

    /// <summary>How many digits stand before it.</summary>
    public int First { get; init; }

    /// <summary>How many digits follow the last of its kind.</summary>
    public int Last { get; private set; }

    /// <summary>The mark of another kind that ends the groups, if any.</summary>
    public NumberMark OtherMark { get; private set; }

    /// <summary>How many digits follow the mark of another kind.</summary>
    public int AfterOther { get; private set; }

    /// <summary>Whether the first digit is a zero.</summary>
    public bool StartsWithZero { get; set; }

    public bool HasExponent { get; set; }

    public int Exponent { get; set; }

    /// <summary>Whether the digits before and between the marks, and the last ones, make groups of three.</summary>
    public readonly bool IsGroupedByThree =>
        !_hasOtherThanThree && Last == 3 && First is >= 1 and <= 3 && !StartsWithZero;

    /// <summary>Whether they make Indian groups, of two digits above the last three.</summary>
    public readonly bool IsGroupedByTwo =>
        !_hasOtherThanTwo && Last == 3 && First is 1 or 2 && !StartsWithZero && Marks > 1;

    /// <summary>Adds a mark and the digits after it; false if no number has it there.</summary>
    public bool TryAdd(NumberMark mark, int digits)
    {
        if (OtherMark != NumberMark.None)
        {
            return false;
        }

        if (Mark != NumberMark.None && mark != Mark)
        {
            OtherMark = mark;
            AfterOther = digits;
            return true;
        }

        if (Mark == mark)
        {
            _hasOtherThanThree |= Last != 3;
            _hasOtherThanTwo |= Last != 2;
        }

        Mark = mark;
        Marks++;
        Last = digits;
        return true;
    }
}
