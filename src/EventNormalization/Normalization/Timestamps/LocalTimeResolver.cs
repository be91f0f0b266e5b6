using System;
using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.TimeZones;

namespace EventNormalization.Normalization;

/// <summary>Turns a local date and time into the instant at which the clocks of its zone show it.</summary>
/// <remarks>
/// NodaTime's zones know when clocks change; the mapping is done here because it must not allocate. A local time that
/// occurs twice is ambiguous, one that is skipped is nonexistent, unless the profile chooses.
/// </remarks>
internal static class LocalTimeResolver
{
    private const long SecondsPerDay = 86_400;
    private const long EarliestSecond = -62_135_596_800;
    private const long LatestSecond = 253_402_300_799;

    /// <summary>The instant of a time on the day that lies so many days after 1970-01-01.</summary>
    /// <param name="day">The days since 1970-01-01.</param>
    /// <param name="time">The time of day.</param>
    /// <param name="mark">What the text says of its zone.</param>
    /// <param name="text">The text that is read, which knows the zone of a local time that names none.</param>
    public static ParseResult<Instant> Resolve(int day, TimeOfDay time, ZoneMark mark, in TimestampText text)
    {
        var local = unchecked((day * SecondsPerDay) + time.SecondOfDay);
        if (mark.HasOffset)
        {
            var result = ToInstant(unchecked(local - mark.OffsetSeconds), time);
            return mark.Zone is null || !result.IsSuccess ||
                mark.Zone.GetUtcOffset(result.Value).Seconds == mark.OffsetSeconds
                    ? result
                    : TimestampFailures.ZoneMismatch;
        }

        var zone = mark.Zone ?? text.LocalZone;
        return ReferenceEquals(zone, DateTimeZone.Utc)
            ? ToInstant(local, time)
            : ResolveIn(zone, local, time, text);
    }

    /// <summary>The instant of a second since 1970, if the library holds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ParseResult<Instant> ToInstant(long second, int nanosecond)
    {
        if (second is < EarliestSecond or > LatestSecond)
        {
            return TimestampFailures.Range;
        }

        var instant = Instant.FromUnixTimeSeconds(second);
        return nanosecond == 0 ? instant : instant.PlusNanoseconds(nanosecond);
    }

    private static ParseResult<Instant> ToInstant(long second, TimeOfDay time) =>
        time.IsLeapSecond && second % SecondsPerDay != 0
            ? TimestampFailures.LeapSecond
            : ToInstant(second, time.Nanosecond);

    private static ParseResult<Instant> ResolveIn(
        DateTimeZone zone, long local, TimeOfDay time, in TimestampText text)
    {
        var guess = Instant.FromUnixTimeSeconds(Math.Clamp(local, EarliestSecond, LatestSecond));
        var middle = zone.GetZoneInterval(guess);
        var previous = middle.HasStart ? zone.GetZoneInterval(middle.Start - Duration.Epsilon) : middle;
        var next = middle.HasEnd ? zone.GetZoneInterval(middle.End) : middle;

        // The later interval has the smaller offset where a local time occurs twice, so this is the order of time.
        var inPrevious = previous != middle && Shows(previous, local);
        var inMiddle = Shows(middle, local);
        var inNext = next != middle && Shows(next, local);
        var first = inPrevious ? previous : inMiddle ? middle : next;
        var last = inNext ? next : inMiddle ? middle : previous;
        if (!inPrevious && !inMiddle && !inNext)
        {
            var isAfterMiddle = middle.HasEnd && unchecked(local - Offset(middle)) >= middle.End.ToUnixTimeSeconds();
            first = isAfterMiddle ? next : middle;
            last = isAfterMiddle ? middle : previous;
            return Choose(
                ToInstant(unchecked(local - Offset(first)), time),
                ToInstant(unchecked(local - Offset(last)), time),
                text,
                TimestampFailures.Skipped);
        }

        var earlier = ToInstant(unchecked(local - Offset(first)), time);
        return first == last
            ? earlier
            : Choose(earlier, ToInstant(unchecked(local - Offset(last)), time), text, TimestampFailures.Twice);
    }

    private static ParseResult<Instant> Choose(
        ParseResult<Instant> earlier,
        ParseResult<Instant> later,
        in TimestampText text,
        Func<ParseResult<Instant>, ParseResult<Instant>, DateTimeZone, ParseFailure> refusal) =>
        text.Rules.LocalTimeResolution switch
        {
            LocalTimeResolution.Earlier => earlier,
            LocalTimeResolution.Later => later,
            LocalTimeResolution.Refuse => refusal(earlier, later, text.LocalZone),
            var other => throw new InvalidOperationException($"No such resolution is known here: {other}."),
        };

    /// <summary>Whether the clocks show this local time during the interval.</summary>
    private static bool Shows(ZoneInterval interval, long local)
    {
        var second = unchecked(local - Offset(interval));
        return (!interval.HasStart || second >= interval.Start.ToUnixTimeSeconds()) &&
            (!interval.HasEnd || second < interval.End.ToUnixTimeSeconds());
    }

    private static int Offset(ZoneInterval interval) => interval.WallOffset.Seconds;
}
