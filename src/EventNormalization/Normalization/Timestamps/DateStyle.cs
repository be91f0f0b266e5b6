namespace EventNormalization.Normalization;

/// <summary>How a date is written, as far as it decides which times may follow.</summary>
internal enum DateStyle
{
    /// <summary>Year first with <c>-</c>: ISO 8601 extended format.</summary>
    Extended,

    /// <summary>Without separators: ISO 8601 basic format.</summary>
    Basic,

    /// <summary>With the name of a month.</summary>
    MonthName,

    /// <summary>Numbers with <c>/</c>, <c>.</c>, <c>:</c>, or <c>-</c> with the year last.</summary>
    Numeric,
}
