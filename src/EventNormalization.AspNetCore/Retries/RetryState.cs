using System;

namespace EventNormalization.Retries;

/// <summary>Whether the retries of a host go on, for its health check.</summary>
internal sealed class RetryState
{
    private volatile Exception? _end;

    /// <summary>What ended them; <see langword="null"/> while they go on, and where there are none.</summary>
    public Exception? End
    {
        get => _end;
        set => _end = value;
    }
}
