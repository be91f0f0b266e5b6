using System;
using System.Globalization;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>Reads the length of a window: <c>15m</c>, <c>1h30m</c>, <c>1d</c>, or ISO 8601 as <c>PT15M</c>.</summary>
/// <remarks>A day is 24 hours and a week is seven of them; months have no length.</remarks>
internal static class WindowLength
{
    /// <summary>What is read, for messages.</summary>
    public const string Expected =
        "a length of at most 3660 days, such as 15m, 1h30m, 1d or PT15M; months are a period to group by";

    private const int DigitsMax = 9;
    private const string ShortUnits = "wdhms";
    private const string DateUnits = "WD";
    private const string TimeUnits = "HMS";
    private const long SecondsMax = GroupKey.WindowDaysMax * (long)NodaConstants.SecondsPerDay;

    /// <summary>Reads a length of whole seconds; each unit once, the longest first.</summary>
    public static bool TryRead(string text, out Duration length)
    {
        var isRead = text.StartsWith('P') ? TryReadIso(text.AsSpan(1), out var seconds)
            : TryReadParts(text, ShortUnits, out seconds);
        isRead = isRead && seconds is >= 1 and <= SecondsMax;
        length = Duration.FromSeconds(isRead ? seconds : 0);
        return isRead;
    }

    private static bool TryReadIso(ReadOnlySpan<char> text, out long seconds)
    {
        seconds = 0;
        var split = text.IndexOf('T');
        var date = split < 0 ? text : text[..split];
        var time = split < 0 ? default : text[(split + 1)..];
        if (text.IsEmpty || (split >= 0 && time.IsEmpty))
        {
            return false;
        }

        var isRead = TryReadParts(date, DateUnits, out var ofDate) & TryReadParts(time, TimeUnits, out var ofTime);
        seconds = ofDate + ofTime;
        return isRead;
    }

    private static bool TryReadParts(ReadOnlySpan<char> text, string units, out long seconds)
    {
        seconds = 0;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > DigitsMax || units.IndexOf(text[digits], StringComparison.Ordinal) is var unit
                && unit < 0)
            {
                return false;
            }

            var number = long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            seconds += number * SecondsOf(text[digits]);
            units = units[(units.IndexOf(text[digits], StringComparison.Ordinal) + 1)..];
            text = text[(digits + 1)..];
        }

        return true;
    }

    private static long SecondsOf(char unit) => char.ToLowerInvariant(unit) switch
    {
        'w' => 7 * NodaConstants.SecondsPerDay,
        'd' => NodaConstants.SecondsPerDay,
        'h' => NodaConstants.SecondsPerHour,
        'm' => NodaConstants.SecondsPerMinute,
        's' => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit is known here."),
    };
}
