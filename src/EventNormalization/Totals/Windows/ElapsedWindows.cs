using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Windows of equal length, counted from 1970-01-01T00:00Z whatever clocks show.</summary>
internal sealed class ElapsedWindows(long lengthSeconds) : IWindowing
{
    public WindowSpan At(Instant instant)
    {
        var start = StartSecondOf(instant);
        return WindowSpan.OfSeconds(start, start + lengthSeconds);
    }

    /// <summary>When the window of an instant begins, in seconds of Unix time.</summary>
    public long StartSecondOf(Instant instant) =>
        WindowSpan.FloorDivide(instant.ToUnixTimeSeconds(), lengthSeconds) * lengthSeconds;
}
