using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Totals;

/// <summary>Writes where a window begins, as the clock of its zone shows it.</summary>
internal static class WindowText
{
    private static readonly OffsetDateTimePattern Minutes =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<Z+HH:mm>");

    // Local mean time, before zones had standard time, has offsets of seconds.
    private static readonly OffsetDateTimePattern Seconds =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<Z+HH:mm:ss>");

    public static string OfDate(Instant start, DateTimeZone zone) =>
        LocalDatePattern.Iso.Format(start.WithOffset(OffsetOf(start, zone)).Date);

    public static string OfTime(Instant start, DateTimeZone zone)
    {
        var offset = OffsetOf(start, zone);
        return (offset.Seconds % 60 == 0 ? Minutes : Seconds).Format(start.WithOffset(offset));
    }

    /// <summary>The offset of the zone; none where the local time would be behind the last that has a name.</summary>
    private static Offset OffsetOf(Instant start, DateTimeZone zone)
    {
        var offset = zone.GetUtcOffset(start);
        return start.ToUnixTimeSeconds() + offset.Seconds > Instant.MaxValue.ToUnixTimeSeconds()
            ? Offset.Zero
            : offset;
    }
}
