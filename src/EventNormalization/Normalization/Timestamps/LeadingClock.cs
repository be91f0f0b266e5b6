namespace EventNormalization.Normalization;

/// <summary>A time of day that stands before its date, <c>16:23:34 May 05, 2015 PDT</c>, and the zone beside
/// it.</summary>
/// <remarks><c>default</c> is none.</remarks>
internal readonly struct LeadingClock
{
    public LeadingClock(TimeOfDay time, ZoneMark zone)
    {
        IsWritten = true;
        Time = time;
        Zone = zone;
    }

    public bool IsWritten { get; }

    public TimeOfDay Time { get; }

    public ZoneMark Zone { get; }
}
