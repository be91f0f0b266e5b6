using System;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Instants as two numbers that sort like the instants: seconds since 1970, and nanoseconds.</summary>
internal static class InstantColumns
{
    /// <summary>Seconds of an hour.</summary>
    public const long HourSeconds = 3600;

    public static long SecondsOf(Instant instant) => instant.ToUnixTimeSeconds();

    /// <summary>The nanoseconds since the last whole second, 0 to 999,999,999.</summary>
    public static long NanosecondsOf(Instant instant) =>
        (instant - Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds())).SubsecondNanoseconds;

    /// <exception cref="ArgumentOutOfRangeException">The numbers are of no instant.</exception>
    public static Instant ToInstant(long seconds, long nanoseconds) =>
        Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds);

    /// <summary>The hour that an instant is in, counted from 1970.</summary>
    public static long HourOf(Instant instant) => HourOf(SecondsOf(instant));

    public static Instant StartOfHour(long hour) => Instant.FromUnixTimeSeconds(hour * HourSeconds);

    /// <summary>The hour that a second is in, counted from 1970.</summary>
    public static long HourOf(long seconds) =>
        seconds >= 0 ? seconds / HourSeconds : ((seconds + 1) / HourSeconds) - 1;
}
