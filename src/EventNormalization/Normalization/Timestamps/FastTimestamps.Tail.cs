using System;

namespace EventNormalization.Normalization;

/// <content>What follows the seconds: a fraction and an offset.</content>
internal static partial class FastTimestamps
{
    private const int FractionDigitsMax = 9;
    private const int OffsetSecondsMax = 18 * 3600;

    private static ReadOnlySpan<uint> PowersOfTen =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private static bool TryReadTail(
        ReadOnlySpan<byte> tail, TimestampRules rules, out int offset, out int nanosecond)
    {
        nanosecond = ReadFraction(ref tail);
        return TryReadOffset(tail, rules, out offset);
    }

    /// <summary>Takes a point and one to nine digits; takes nothing where there are none.</summary>
    private static int ReadFraction(ref ReadOnlySpan<byte> tail)
    {
        unchecked
        {
            if (tail.IsEmpty || tail[0] != '.')
            {
                return 0;
            }

            var value = 0u;
            var index = 1;
            for (; index < tail.Length && index <= FractionDigitsMax; index++)
            {
                var digit = (uint)(tail[index] - '0');
                if (digit > 9)
                {
                    break;
                }

                value = (10 * value) + digit;
            }

            tail = index == 1 ? tail : tail[index..];
            return (int)(value * PowersOfTen[FractionDigitsMax + 1 - index]);
        }
    }

    /// <summary>Reads <c>Z</c>, <c>+hh:mm</c>, <c>+hhmm</c>, or nothing where the profile's zone is UTC.</summary>
    private static bool TryReadOffset(ReadOnlySpan<byte> text, TimestampRules rules, out int offset)
    {
        offset = 0;
        if (text.IsEmpty)
        {
            return ReferenceEquals(rules.Zone, NodaTime.DateTimeZone.Utc);
        }

        if (text.Length == 1)
        {
            return text[0] == 'Z';
        }

        var minuteAt = text.Length == OffsetLengthMax && text[3] == ':' ? 4 : 3;
        if ((text.Length != 5 && minuteAt == 3) || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var hour = Pair(text, 1);
        var minute = Pair(text, minuteAt);
        var seconds = unchecked((3600 * hour) + (60 * minute));
        offset = text[0] == '-' ? -seconds : seconds;
        return hour >= 0 && minute is >= 0 and <= 59 && seconds <= OffsetSecondsMax;
    }
}
