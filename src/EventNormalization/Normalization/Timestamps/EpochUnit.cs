namespace EventNormalization.Normalization;

/// <summary>The unit of an epoch number.</summary>
public enum EpochUnit
{
    /// <summary>
    /// 9-10 digits are seconds, 12-13 milliseconds, 16 microseconds, 19 nanoseconds; others are refused.
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
}
