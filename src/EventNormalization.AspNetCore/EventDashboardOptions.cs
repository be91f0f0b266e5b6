using System;

namespace EventNormalization;

/// <summary>What the page is called, and what it may do.</summary>
public sealed class EventDashboardOptions
{
    /// <summary>What the page calls itself, in its bar and its title; "EventNormalization" by default.</summary>
    /// <exception cref="ArgumentException">It is empty or white space.</exception>
    public string Title
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = "EventNormalization";

    /// <summary>
    /// Whether the page is for reading alone: then its own API refuses (403) to take events, to change failed events
    /// and to simulate failures, whoever asks. False by default. An API that is mapped apart is not concerned.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>How many rows the page asks for at once, from 10 to 500; 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of these.</exception>
    public int PageSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 10);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 500);
            field = value;
        }
    } = 100;
}
