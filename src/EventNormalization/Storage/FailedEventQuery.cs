using System;

namespace EventNormalization.Storage;

/// <summary>Which failed events to read, and from where on.</summary>
public sealed record FailedEventQuery
{
    /// <summary>Every failed event.</summary>
    public static readonly FailedEventQuery All = new();

    /// <summary>Only events with this reason code among their reasons; <see langword="null"/> is every reason.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Only events in this state; <see langword="null"/> is every state.</summary>
    public FailedEventState? State { get; init; }

    /// <summary>Read on behind this place.</summary>
    public EventPosition After { get; init; }

    /// <summary>At most how many; <see langword="null"/> is all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? CountMax
    {
        get;
        init
        {
            if (value is { } count)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
            }

            field = value;
        }
    }
}
