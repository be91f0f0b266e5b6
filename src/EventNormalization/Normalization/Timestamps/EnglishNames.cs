using System;
using System.Text;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// Names of months and weekdays in English: in full, with three letters, and the usual four and five.
/// </summary>
internal static class EnglishNames
{
    private const int LettersMax = 9;

    /// <summary>Takes the month whose name stands at the position, with the point of an abbreviation.</summary>
    public static bool TryTakeMonth(ref TimestampText text, out int month)
    {
        var word = text.Rest[..text.CountLetters()];
        month = MonthOf(word);
        if (month == 0)
        {
            return false;
        }

        text.Position = unchecked(text.Position + word.Length);
        if (word.Length <= 4)
        {
            text.TryTake('.');
        }

        return true;
    }

    /// <summary>Takes the weekday whose name stands at the position, with a point or comma after it.</summary>
    public static bool TryTakeWeekday(ref TimestampText text, out IsoDayOfWeek weekday)
    {
        var word = text.Rest[..text.CountLetters()];
        weekday = WeekdayOf(word);
        if (weekday == IsoDayOfWeek.None)
        {
            return false;
        }

        text.Position = unchecked(text.Position + word.Length);
        text.TryTake('.');
        var end = text.Position;
        text.SkipWhiteSpace();
        text.Position = text.TryTake(',') ? text.Position : end;
        return true;
    }

    /// <summary>The number of a month, or 0.</summary>
    private static int MonthOf(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 3 or > LettersMax)
        {
            return 0;
        }

        var month = FirstThree(word) switch
        {
            ('j' << 16) | ('a' << 8) | 'n' => 1,
            ('f' << 16) | ('e' << 8) | 'b' => 2,
            ('m' << 16) | ('a' << 8) | 'r' => 3,
            ('a' << 16) | ('p' << 8) | 'r' => 4,
            ('m' << 16) | ('a' << 8) | 'y' => 5,
            ('j' << 16) | ('u' << 8) | 'n' => 6,
            ('j' << 16) | ('u' << 8) | 'l' => 7,
            ('a' << 16) | ('u' << 8) | 'g' => 8,
            ('s' << 16) | ('e' << 8) | 'p' => 9,
            ('o' << 16) | ('c' << 8) | 't' => 10,
            ('n' << 16) | ('o' << 8) | 'v' => 11,
            ('d' << 16) | ('e' << 8) | 'c' => 12,
            _ => 0,
        };
        return word.Length == 3 || (month > 0 && IsLongMonth(word, month)) ? month : 0;
    }

    private static bool IsLongMonth(ReadOnlySpan<byte> word, int month) => month switch
    {
        1 => IsWord(word, "january"u8),
        2 => IsWord(word, "february"u8),
        3 => IsWord(word, "march"u8),
        4 => IsWord(word, "april"u8),
        6 => IsWord(word, "june"u8),
        7 => IsWord(word, "july"u8),
        8 => IsWord(word, "august"u8),
        9 => IsWord(word, "september"u8) || IsWord(word, "sept"u8),
        10 => IsWord(word, "october"u8),
        11 => IsWord(word, "november"u8),
        12 => IsWord(word, "december"u8),
        _ => false,
    };

    private static IsoDayOfWeek WeekdayOf(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 3 or > LettersMax)
        {
            return IsoDayOfWeek.None;
        }

        var weekday = FirstThree(word) switch
        {
            ('m' << 16) | ('o' << 8) | 'n' => IsoDayOfWeek.Monday,
            ('t' << 16) | ('u' << 8) | 'e' => IsoDayOfWeek.Tuesday,
            ('w' << 16) | ('e' << 8) | 'd' => IsoDayOfWeek.Wednesday,
            ('t' << 16) | ('h' << 8) | 'u' => IsoDayOfWeek.Thursday,
            ('f' << 16) | ('r' << 8) | 'i' => IsoDayOfWeek.Friday,
            ('s' << 16) | ('a' << 8) | 't' => IsoDayOfWeek.Saturday,
            ('s' << 16) | ('u' << 8) | 'n' => IsoDayOfWeek.Sunday,
            _ => IsoDayOfWeek.None,
        };
        return word.Length == 3 || IsLongWeekday(word, weekday) ? weekday : IsoDayOfWeek.None;
    }

    private static bool IsLongWeekday(ReadOnlySpan<byte> word, IsoDayOfWeek weekday) => weekday switch
    {
        IsoDayOfWeek.Monday => IsWord(word, "monday"u8),
        IsoDayOfWeek.Tuesday => IsWord(word, "tuesday"u8) || IsWord(word, "tues"u8),
        IsoDayOfWeek.Wednesday => IsWord(word, "wednesday"u8),
        IsoDayOfWeek.Thursday =>
            IsWord(word, "thursday"u8) || IsWord(word, "thur"u8) || IsWord(word, "thurs"u8),
        IsoDayOfWeek.Friday => IsWord(word, "friday"u8),
        IsoDayOfWeek.Saturday => IsWord(word, "saturday"u8),
        IsoDayOfWeek.Sunday => IsWord(word, "sunday"u8),
        _ => false,
    };

    private static int FirstThree(ReadOnlySpan<byte> word) =>
        ((word[0] | 0x20) << 16) | ((word[1] | 0x20) << 8) | word[2] | 0x20;

    private static bool IsWord(ReadOnlySpan<byte> word, ReadOnlySpan<byte> expected) =>
        Ascii.EqualsIgnoreCase(word, expected);
}
