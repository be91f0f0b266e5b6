using NodaTime;
using NodaTime.TimeZones;

namespace EventNormalization.Totals;

/// <summary>Windows of the clock of a zone, of a length that divides a day.</summary>
/// <remarks>
/// A window begins whenever the clock shows a multiple of the length since midnight, and where it is put forward or
/// back into another such stretch. So an hour that comes twice is two windows, and one that the clock skips is none.
/// </remarks>
internal sealed class ClockWindows(long lengthSeconds, DateTimeZone zone) : IWindowing
{
    public WindowSpan At(Instant instant)
    {
        var interval = zone.GetZoneInterval(instant);

        // The length divides a day, so multiples since the local midnight are multiples since that of 1970.
        var number = NumberOf(instant.ToUnixTimeSeconds(), interval);
        return WindowSpan.OfSeconds(StartOf(number, interval), EndOf(number, interval));
    }

    private long StartOf(long number, ZoneInterval interval)
    {
        var start = (number * lengthSeconds) - OffsetOf(interval);
        while (interval.HasStart && start < interval.Start.ToUnixTimeSeconds())
        {
            var change = interval.Start.ToUnixTimeSeconds();
            var before = zone.GetZoneInterval(interval.Start - Duration.Epsilon);
            if (NumberOf(change - 1, before) != number)
            {
                return change;
            }

            interval = before;
            start = (number * lengthSeconds) - OffsetOf(interval);
        }

        return start;
    }

    private long EndOf(long number, ZoneInterval interval)
    {
        var end = ((number + 1) * lengthSeconds) - OffsetOf(interval);
        while (interval.HasEnd && end >= interval.End.ToUnixTimeSeconds())
        {
            var change = interval.End.ToUnixTimeSeconds();
            var after = zone.GetZoneInterval(interval.End);

            // Where the clock is put back to just the beginning, it is the same stretch once more; where it is put back
            // within the stretch, also at its very end, the stretch goes on.
            if (NumberOf(change, after) != number || change + OffsetOf(after) == number * lengthSeconds)
            {
                return change;
            }

            interval = after;
            end = ((number + 1) * lengthSeconds) - OffsetOf(interval);
        }

        return end;
    }

    /// <summary>Which stretch of the clock a second is in.</summary>
    private long NumberOf(long second, ZoneInterval interval) =>
        WindowSpan.FloorDivide(second + OffsetOf(interval), lengthSeconds);

    private static long OffsetOf(ZoneInterval interval) => interval.WallOffset.Seconds;
}
