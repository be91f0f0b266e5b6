using System;

namespace EventNormalization.Cli.Workloads;

/// <summary>Writes an instant in one of eight ways that all mean it.</summary>
internal static class TimestampSpelling
{
    public const int FormatCount = 8;
    private static readonly int[] OffsetMinutes = [60, 120, 330, 540, -180, -300, -480];

    public static void Append(LineText text, long unixSeconds, ref SplitMix64 chance)
    {
        switch (chance.Below(FormatCount))
        {
            case 0:
                AppendLocal(text.Append("\""u8), unixSeconds, (byte)'-', (byte)'T').Append("Z\""u8);
                break;
            case 1:
                AppendLocal(text.Append("\""u8), unixSeconds, (byte)'-', (byte)'T').Append(".000Z\""u8);
                break;
            case 2:
                AppendWithOffset(text, unixSeconds, OffsetMinutes[chance.Below(OffsetMinutes.Length)]);
                break;
            case 3:
                AppendLocal(text.Append("\""u8), unixSeconds, (byte)'-', (byte)' ').Append("\""u8);
                break;
            case 4:
                AppendLocal(text.Append("\""u8), unixSeconds, (byte)'/', (byte)' ').Append("\""u8);
                break;
            case 5:
                AppendNumber(text, unixSeconds, ref chance);
                break;
            case 6:
                AppendNumber(text, 1000 * unixSeconds, ref chance);
                break;
            default:
                AppendHttpDate(text, unixSeconds);
                break;
        }
    }

    /// <summary>A date that has two readings: the month first or the day first.</summary>
    public static void AppendAmbiguous(LineText text, ref SplitMix64 chance) => text.Append("\""u8)
        .AppendDigits(1 + chance.Below(6), 2).Append("/"u8)
        .AppendDigits(7 + chance.Below(6), 2).Append("/2024\""u8);

    private static LineText AppendLocal(LineText text, long seconds, byte dateMark, byte between)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        text.AppendDigits(time.Year, 4).Append(dateMark).AppendDigits(time.Month, 2).Append(dateMark)
            .AppendDigits(time.Day, 2).Append(between);
        return AppendClock(text, time);
    }

    private static LineText AppendClock(LineText text, DateTimeOffset time) => text
        .AppendDigits(time.Hour, 2).Append(":"u8)
        .AppendDigits(time.Minute, 2).Append(":"u8)
        .AppendDigits(time.Second, 2);

    private static void AppendWithOffset(LineText text, long unixSeconds, int offsetMinutes)
    {
        AppendLocal(text.Append("\""u8), unixSeconds + (60 * offsetMinutes), (byte)'-', (byte)'T')
            .Append(offsetMinutes < 0 ? (byte)'-' : (byte)'+')
            .AppendDigits(Math.Abs(offsetMinutes) / 60, 2).Append(":"u8)
            .AppendDigits(Math.Abs(offsetMinutes) % 60, 2).Append("\""u8);
    }

    private static void AppendNumber(LineText text, long number, ref SplitMix64 chance)
    {
        if (chance.Below(4) == 0)
        {
            text.Append("\""u8).Append(number).Append("\""u8);
        }
        else
        {
            text.Append(number);
        }
    }

    private static void AppendHttpDate(LineText text, long unixSeconds)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
        text.Append("\""u8)
            .Append("SunMonTueWedThuFriSat"u8.Slice(3 * (int)time.DayOfWeek, 3)).Append(", "u8)
            .AppendDigits(time.Day, 2).Append(" "u8)
            .Append("JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice(3 * (time.Month - 1), 3)).Append(" "u8)
            .AppendDigits(time.Year, 4).Append(" "u8);
        AppendClock(text, time).Append(" GMT\""u8);
    }
}
