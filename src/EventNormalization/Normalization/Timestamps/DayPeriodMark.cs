namespace EventNormalization.Normalization;

/// <summary>A mark of the half of the day that stands before the time.</summary>
/// <param name="Period">The half that it means; <see cref="DayPeriod.None"/> where no mark stands.</param>
/// <param name="IsJapanese">Whether it is one of the two Japanese marks.</param>
internal readonly record struct DayPeriodMark(DayPeriod Period, bool IsJapanese)
{
    /// <summary>Whether no mark stands there.</summary>
    public bool IsNone => Period == DayPeriod.None;
}
