using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>The layouts of nearly all events, read at fixed places before the grammar is asked.</summary>
/// <remarks>
/// RFC 3339, also with a blank for the <c>T</c>, without seconds or offset, or with slashes, the RFC 7231 form
/// <c>Fri, 03 Jul 2015 17:04:07 GMT</c>, and seconds and milliseconds since 1970. Eight characters are checked and
/// turned into numbers at a time. What differs in any place, or is no valid date, is left to the grammar, which reads
/// it the same way or says what is wrong: these layouts only save time.
/// </remarks>
internal static partial class FastTimestamps
{
    private const int DateLength = 10;
    private const int MinuteLength = 16;
    private const int SecondLength = 19;
    private const int OffsetLengthMax = 6;
    private const long SecondsPerDay = 86_400;

    // No offset leads out of the years that the library holds.
    private const int FirstYear = 2;
    private const int LastYear = 9998;

    // The characters 0000-00-, 0000/00/ and 00:00:00, the first one lowest, and the places of their marks.
    private const ulong DashedDate = 0x2D30_302D_3030_3030;
    private const ulong SlashedDate = 0x2F30_302F_3030_3030;
    private const ulong DateMarks = 0xFF00_00FF_0000_0000;
    private const ulong Clock = 0x3030_3A30_303A_3030;
    private const ulong ClockMarks = 0x0000_FF00_00FF_0000;

    public static bool TryRead(ReadOnlySpan<byte> text, TimestampRules rules, out Instant instant)
    {
        if (text.Length < MinuteLength)
        {
            instant = default;
            return !CouldBeDate(text) && TryReadEpoch(text, rules.EpochUnit, out instant);
        }

        if (text.Length == HttpLength && text[3] == ',')
        {
            return TryReadHttp(text, out instant);
        }

        return text.Length >= SecondLength && text[MinuteLength] == ':'
            ? TryReadToTheSecond(text, rules, out instant)
            : TryReadToTheMinute(text, rules, out instant);
    }

    /// <summary>Whether ten digits could also be a date with an hour, which the grammar looks at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CouldBeDate(ReadOnlySpan<byte> text) =>
        text.Length == EpochSecondsLength && (text[0] == '2' ? text[1] == '0' : text[1] == '9' && text[0] == '1');

    /// <summary>Reads a date and a time without seconds by giving it these.</summary>
    private static bool TryReadToTheMinute(ReadOnlySpan<byte> text, TimestampRules rules, out Instant instant)
    {
        instant = default;
        var offset = text[MinuteLength..];
        if (offset.Length > OffsetLengthMax || offset.StartsWith((byte)'.')
            || !TryReadOffset(offset, rules, out var seconds) || !ZoneReader.IsOfSomeZone(seconds))
        {
            return false;
        }

        Span<byte> withSeconds = stackalloc byte[SecondLength + OffsetLengthMax];
        text[..MinuteLength].CopyTo(withSeconds);
        ":00"u8.CopyTo(withSeconds[MinuteLength..]);
        offset.CopyTo(withSeconds[SecondLength..]);
        return TryReadToTheSecond(withSeconds[..(SecondLength + offset.Length)], rules, out instant);
    }

    private static bool TryReadToTheSecond(ReadOnlySpan<byte> text, TimestampRules rules, out Instant instant)
    {
        unchecked
        {
            instant = default;
            var hasSlashes = text[4] == '/';
            var values = Word(text, 0) ^ (hasSlashes ? SlashedDate : DashedDate);
            if (!EightDigits.AreValues(values) || (values & DateMarks) != 0
                || (text[DateLength] != 'T' && text[DateLength] != ' '))
            {
                return false;
            }

            var pairs = EightDigits.Pairs(values);
            var year = (100 * (byte)pairs) + (byte)(pairs >> 16);
            var date = new CivilDate(year, (byte)(pairs >> 40), Pair(text, 8));
            var second = ReadClock(Word(text, 11));
            var (first, last) = hasSlashes ? (1900, 2100) : (FirstYear, LastYear);
            if (second < 0 || year < first || year > last || !date.Exists)
            {
                return false;
            }

            return text.Length == SecondLength + 1 && text[SecondLength] == 'Z'
                ? Make(date, second, out instant)
                : TryReadTail(text[SecondLength..], rules, out var offset, out var nanosecond)
                    && Make(date, second - offset, nanosecond, out instant);
        }
    }

    /// <summary>The second of the day that <c>hh:mm:ss</c> writes, or -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadClock(ulong word)
    {
        unchecked
        {
            var values = word ^ Clock;
            var pairs = EightDigits.Pairs(values);
            int hour = (byte)pairs;
            int minute = (byte)(pairs >> 24);
            int second = (byte)(pairs >> 48);
            var isClock = EightDigits.AreValues(values) && (values & ClockMarks) == 0;
            return isClock && hour <= 23 && minute <= 59 && second <= 59
                ? (3600 * hour) + (60 * minute) + second
                : -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Make(CivilDate date, int secondOfDay, out Instant instant)
    {
        instant = Instant.FromUnixTimeSeconds(unchecked((date.DaysSinceEpoch * SecondsPerDay) + secondOfDay));
        return true;
    }

    private static bool Make(CivilDate date, int secondOfDay, int nanosecond, out Instant instant)
    {
        Make(date, secondOfDay, out instant);
        instant = nanosecond == 0 ? instant : instant.PlusNanoseconds(nanosecond);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> text, int at) => BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);

    /// <summary>The number that two digits write, or -1 where one of them is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(ReadOnlySpan<byte> text, int at)
    {
        unchecked
        {
            var tens = (uint)(text[at] - '0');
            var ones = (uint)(text[at + 1] - '0');
            return tens > 9 || ones > 9 ? -1 : (int)((10 * tens) + ones);
        }
    }
}
