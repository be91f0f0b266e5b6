using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>A stretch of time from an instant to before another one.</summary>
/// <remarks>Immutable. The last one ends at the end of time, and that instant is in it.</remarks>
internal sealed class WindowSpan(Instant start, Instant end)
{
    private static readonly long LastSecond = Instant.MaxValue.ToUnixTimeSeconds();

    public Instant Start => start;

    public Instant End => end;

    /// <summary>The start, as the value of a group key.</summary>
    public FieldValue Value { get; } = FieldValue.FromInstant(start);

    /// <summary>Whether no window comes behind it.</summary>
    public bool IsLast => end == Instant.MaxValue;

    /// <summary>Between two seconds of Unix time; an end that no instant can express is the end of time.</summary>
    public static WindowSpan OfSeconds(long start, long end) =>
        new(Instant.FromUnixTimeSeconds(start), InstantOf(end));

    public static Instant InstantOf(long second) =>
        second > LastSecond ? Instant.MaxValue : Instant.FromUnixTimeSeconds(second);

    /// <summary>The quotient, rounded towards the past, also before 1970.</summary>
    public static long FloorDivide(long value, long divisor) =>
        (value / divisor) - (value % divisor < 0 ? 1 : 0);

    public bool Contains(Instant instant) => instant >= start && (instant < end || IsLast);
}
