namespace EventNormalization.Normalization;

/// <summary>A time of day as written: from 00:00 to 24:00, or a leap second.</summary>
/// <remarks><c>default</c> is midnight, the time of a text that has a date only.</remarks>
internal readonly struct TimeOfDay
{
    public TimeOfDay(int hour, int minute, int second, int nanosecond)
    {
        SecondOfDay = unchecked((3600 * hour) + (60 * minute) + second);
        Nanosecond = nanosecond;
        IsLeapSecond = second == 60;
    }

    /// <summary>Seconds since local midnight; a leap second counts as the second that follows it.</summary>
    public int SecondOfDay { get; }

    public int Nanosecond { get; }

    /// <summary>Whether the text says <c>:60</c>, which is only true of the last minute of a UTC day.</summary>
    public bool IsLeapSecond { get; }

    /// <summary>Whether a clock shows this time; 24:00 is the end of the day and nothing follows it.</summary>
    public static bool IsValid(int hour, int minute, int second, int nanosecond) =>
        (hour <= 23 && minute <= 59 && second <= 60) || (hour == 24 && (minute | second | nanosecond) == 0);
}
