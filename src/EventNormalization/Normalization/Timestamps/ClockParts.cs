namespace EventNormalization.Normalization;

/// <summary>The numbers of a time of day as a text writes them, before they are checked.</summary>
internal struct ClockParts
{
    public int Hour;
    public int Minute;
    public int Second;
    public int Nanosecond;

    /// <summary>Whether the text says no minute.</summary>
    public bool IsHourAlone;

    /// <summary>Which half of the day the hour is of; <see cref="DayPeriod.None"/> with 24 hours.</summary>
    public DayPeriod DayPeriod;
}
