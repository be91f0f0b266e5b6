namespace EventNormalization.Normalization;

/// <summary>The order of day and month in a numeric date.</summary>
public enum DateOrder
{
    /// <summary>A date that both orders fit is refused with both candidates.</summary>
    Refuse,

    /// <summary>Day, month, year.</summary>
    DayFirst,

    /// <summary>Month, day, year.</summary>
    MonthFirst,
}
