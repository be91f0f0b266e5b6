using System;
using System.Globalization;
using EventNormalization.Json;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Local times as Jackson writes those of Java: <c>[2024,1,15,10,30,0,123000000]</c>.</summary>
/// <remarks>
/// Year, month and day, then hour and minute, then the second, then its fraction in nanoseconds, or in milliseconds if
/// Jackson is told so: below 1000000 nobody knows which.
/// </remarks>
internal static class JacksonArrays
{
    private const int PartsMax = 7;
    private const int NanosecondsMin = 1_000_000;

    public static ParseResult<Instant> Read(ReadOnlySpan<byte> json, scoped in TimestampText text)
    {
        Span<int> parts = stackalloc int[PartsMax];
        parts.Clear();
        var count = TakeParts(json, parts);
        if (count is not (3 or 5 or 6 or 7))
        {
            return TimestampFailures.Kind;
        }

        var date = new CivilDate(parts[0], parts[1], parts[2]);
        if (!date.Exists)
        {
            return TimestampFailures.NoSuchDate(date);
        }

        if (parts[6] is > 0 and < NanosecondsMin)
        {
            return TimestampFailures.ArrayNanoseconds;
        }

        return parts[3] <= 23 && parts[4] <= 59 && parts[5] <= 59
            ? LocalTimeResolver.Resolve(
                date.DaysSinceEpoch, new TimeOfDay(parts[3], parts[4], parts[5], parts[6]), default, text)
            : TimestampFailures.TimeRange;
    }

    /// <summary>Whether an array is of this form, whatever its numbers are.</summary>
    public static bool IsForm(ReadOnlySpan<byte> json)
    {
        Span<int> parts = stackalloc int[PartsMax];
        return TakeParts(json, parts) is 3 or 5 or 6 or 7;
    }

    /// <summary>Takes the whole numbers of an array; returns how many, or 0 where it is no such array.</summary>
    private static int TakeParts(ReadOnlySpan<byte> json, Span<int> parts)
    {
        var cursor = new JsonCursor(json);
        var expected = (byte)'[';
        for (var count = 0; count < parts.Length; count++)
        {
            if (cursor.SkipWhiteSpace() != expected)
            {
                return 0;
            }

            cursor.Position++;
            cursor.SkipWhiteSpace();
            var start = cursor.Position;
            if (!cursor.TryReadNumber(out var length) ||
                !int.TryParse(
                    json.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out parts[count]))
            {
                return 0;
            }

            if (cursor.SkipWhiteSpace() == ']')
            {
                cursor.Position++;
                cursor.SkipWhiteSpace();
                return cursor.Position == json.Length ? count + 1 : 0;
            }

            expected = (byte)',';
        }

        return 0;
    }
}
