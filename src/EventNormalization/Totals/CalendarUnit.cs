namespace EventNormalization.Totals;

/// <summary>The calendar periods that totals can be grouped by.</summary>
public enum CalendarUnit
{
    /// <summary>An hour of the clock; one that comes twice is two, one that the clock skips is none.</summary>
    Hour,

    /// <summary>A day, of 23 to 25 hours where clocks change.</summary>
    Day,

    /// <summary>A week, from Monday to Sunday (ISO 8601) unless the group key says otherwise.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months, from January, April, July or October.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}
