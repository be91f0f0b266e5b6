using System;
using System.Globalization;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Groups by the window of time that an event is in.</summary>
/// <remarks>
/// Its value is the start of the window. Sliding windows are made of steps, which follow one another as other windows
/// do: events are grouped by their step, and the windows are put together from them at the end.
/// </remarks>
internal sealed class WindowKey : GroupKey
{
    private const long HourSeconds = 3600;
    private const long DaySeconds = 86400;
    private const int PlaceCount = 64;

    // Long before any event: nearer to the beginning of time, dates have no names any more.
    private static readonly Instant Earliest = Instant.FromUtc(-9000, 1, 1, 0, 0);

    private readonly string _identity;
    private readonly IWindowing _windows;
    private readonly DateTimeZone _zone;

    // Windows that were computed. Each place is replaced as a whole, so threads that race only compute one twice.
    private readonly WindowSpan?[] _known = new WindowSpan?[PlaceCount];
    private readonly long _placeSeconds;

    private WindowKey(
        (string Name, string Identity) key, DateTimeZone zone, IWindowing windows, long placeSeconds = HourSeconds)
        : base(key.Name) => (_identity, _zone, _windows, _placeSeconds) = (key.Identity, zone, windows, placeSeconds);

    /// <summary>How many steps a window consists of; 1 for windows that do not overlap.</summary>
    public int StepCount { get; private init; } = 1;

    /// <summary>Whether windows are of whole dates.</summary>
    public bool IsOfDates { get; private init; }

    internal override string? FieldName => null;

    internal override string IdentityText => _identity;

    internal override bool IsOfPeriods => true;

    public static WindowKey OfHour() =>
        new(("hour", "hour UTC"), DateTimeZone.Utc, new ElapsedWindows(HourSeconds));

    public static WindowKey OfCalendar(CalendarUnit unit, DateTimeZone zone, IsoDayOfWeek weekStart)
    {
        var name = NameOf(unit);
        var start = unit == CalendarUnit.Week ? weekStart : IsoDayOfWeek.Monday;
        var identity = string.Create(CultureInfo.InvariantCulture, $"{name} {(int)start} {zone.Id}");
        return unit == CalendarUnit.Hour
            ? new((name, identity), zone, new ClockWindows(HourSeconds, zone))
            : new((name, identity), zone, DateWindows.OfCalendar(unit, zone, weekStart)) { IsOfDates = true };
    }

    /// <summary>Windows that consist of steps of this many seconds.</summary>
    public static WindowKey OfSteps(long stepSeconds, int stepCount, DateTimeZone zone)
    {
        var identity = string.Create(CultureInfo.InvariantCulture, $"{stepSeconds} s x {stepCount} {zone.Id}");
        IWindowing windows = stepSeconds % DaySeconds == 0 ? DateWindows.OfDays((int)(stepSeconds / DaySeconds), zone)
            : DaySeconds % stepSeconds == 0 ? new ClockWindows(stepSeconds, zone)
            : new ElapsedWindows(stepSeconds);
        return new(("window", identity), zone, windows, Math.Min(HourSeconds, stepSeconds))
        {
            StepCount = stepCount,
            IsOfDates = windows is DateWindows,
        };
    }

    /// <summary>The length of a window or step, checked.</summary>
    public static long SecondsOf(Duration length, string name)
    {
        var seconds = (long)length.TotalSeconds;
        return length >= Duration.FromSeconds(1) && length <= Duration.FromDays(WindowDaysMax)
            && Duration.FromSeconds(seconds) == length
            ? seconds
            : throw new ArgumentOutOfRangeException(
                name, length, $"A window has whole seconds, from one to {WindowDaysMax} days.");
    }

    /// <summary>How many steps make a window, checked.</summary>
    public static int StepCountOf(Duration length, long stepSeconds)
    {
        var step = Duration.FromSeconds(stepSeconds);
        var count = (int)Math.Clamp(length / step, 0, StepCountMax + 1);
        return count is >= 1 and <= StepCountMax && step * count == length
            ? count
            : throw new ArgumentOutOfRangeException(
                nameof(length),
                length,
                $"A sliding window is 1 to {StepCountMax} whole steps, here of {stepSeconds} seconds.");
    }

    public override bool Equals(GroupKey? other) => other is WindowKey window && window._identity == _identity;

    public override int GetHashCode() => _identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>The window, or the step of a sliding one, that an instant is in.</summary>
    public WindowSpan SpanAt(Instant instant)
    {
        ref var known = ref _known[
            WindowSpan.FloorDivide(instant.ToUnixTimeSeconds(), _placeSeconds) & (PlaceCount - 1)];
        if (known is { } span && span.Contains(instant))
        {
            return span;
        }

        span = _windows.At(instant);
        known = span;
        return span;
    }

    /// <summary>The window that begins with a step.</summary>
    public TotalsWindow WindowFrom(WindowSpan step)
    {
        var end = step;
        for (var i = 1; i < StepCount && !end.IsLast; i++)
        {
            end = SpanAt(end.End);
        }

        return new TotalsWindow
        {
            Start = step.Start,
            End = end.End,
            Text = IsOfDates ? WindowText.OfDate(step.Start, _zone) : WindowText.OfTime(step.Start, _zone),
        };
    }

    /// <remarks>Of windows that overlap, the steps: they are what events and states are grouped by.</remarks>
    internal override bool IsWhole(Instant first, Instant last) => first >= Earliest && SpanAt(first).Contains(last);

    internal override FieldValue? Of(NormalizedEvent record) => SpanAt(record.Timestamp).Value;

    private static string NameOf(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Hour => "hour",
        CalendarUnit.Day => "day",
        CalendarUnit.Week => "week",
        CalendarUnit.Month => "month",
        CalendarUnit.Quarter => "quarter",
        CalendarUnit.Year => "year",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such calendar unit is known."),
    };
}
