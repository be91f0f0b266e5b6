namespace EventNormalization.Normalization;

/// <summary>The unit of an epoch number.</summary>
public enum EpochUnit
{
    /// <summary>
    /// 10 digits are seconds, 13 milliseconds, 16 microseconds, 19 nanoseconds; others are refused.
    /// </summary>
    ByDigits,

    /// <summary>Seconds, with any number of digits, zero and negative ones included.</summary>
    Seconds,

    /// <summary>Milliseconds, with any number of digits, zero and negative ones included.</summary>
    Milliseconds,

    /// <summary>Microseconds, with any number of digits, zero and negative ones included.</summary>
    Microseconds,

    /// <summary>Nanoseconds, with any number of digits, zero and negative ones included.</summary>
    Nanoseconds,

    /// <summary>Seconds since 2001-01-01T00:00:00Z, as Swift's JSONEncoder writes a date.</summary>
    AppleSeconds,

    /// <summary>
    /// Days of a spreadsheet, 1 for 1900-01-01, with the time as a fraction: a local time in the profile's zone, to the
    /// millisecond. Day 60, which no calendar has, and numbers below 1 are refused.
    /// </summary>
    ExcelDays,

    /// <summary>Days since 1970-01-01T00:00:00Z, with the time as a fraction.</summary>
    Days,

    /// <summary>Units of 100 nanoseconds since 0001-01-01T00:00:00Z, the ticks of .NET.</summary>
    DotnetTicks,

    /// <summary>Units of 100 nanoseconds since 1601-01-01T00:00:00Z, the FILETIME of Windows.</summary>
    WindowsFileTime,
}
