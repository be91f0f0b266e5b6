using System;

namespace EventNormalization.Storage;

/// <summary>How <see cref="LiveTotals"/> follows a store.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. Two are equal when all members are.</remarks>
public sealed record LiveTotalsOptions
{
    /// <summary>One second between two looks at the store, by the clock of the system.</summary>
    public static readonly LiveTotalsOptions Default = new();

    /// <summary>Measures the time to wait.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider Time
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    = TimeProvider.System;

    /// <summary>How long to wait where nothing new was found, before looking again; by default one second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from one millisecond to one hour.</exception>
    public TimeSpan Interval
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            field = value;
        }
    }

    = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how many new events a change is reported although there are more; by default 10,000. What one append
    /// stored stays together.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EventCountMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    }

    = 10_000;
}
