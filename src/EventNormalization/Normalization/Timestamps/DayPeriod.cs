namespace EventNormalization.Normalization;

/// <summary>The half of the day that a 12-hour clock names.</summary>
internal enum DayPeriod
{
    /// <summary>None: the clock has 24 hours.</summary>
    None,

    /// <summary><c>AM</c>, from midnight to noon.</summary>
    Morning,

    /// <summary><c>PM</c>, from noon to midnight.</summary>
    Afternoon,
}
