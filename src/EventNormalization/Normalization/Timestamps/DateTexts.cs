using System.Runtime.CompilerServices;

namespace EventNormalization.Normalization;

/// <summary>Remembers how days are written, since the events of a stream are of a few days.</summary>
/// <remarks>Not thread-safe. A day that falls on a taken place replaces what is there.</remarks>
internal sealed class DateTexts
{
    private const int Places = 64;
    private readonly Entry[] _entries = new Entry[Places];

    /// <summary>Looks up the text of a day.</summary>
    /// <param name="day">The day since 1970-01-01.</param>
    /// <param name="yearAndMonth">The characters <c>YYYY-MM-</c>, the first one lowest.</param>
    /// <param name="dayOfMonth">The characters <c>DD</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Find(int day, out ulong yearAndMonth, out ulong dayOfMonth)
    {
        ref var entry = ref _entries[day & (Places - 1)];
        if (entry.DayOfMonth == 0 || entry.Day != day)
        {
            AddToCache(ref entry, day);
        }

        (yearAndMonth, dayOfMonth) = (entry.YearAndMonth, entry.DayOfMonth);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddToCache(ref Entry entry, int day)
    {
        InstantText.WriteDate(day, out entry.YearAndMonth, out entry.DayOfMonth);
        entry.Day = day;
    }

    private struct Entry
    {
        public ulong YearAndMonth;
        public ulong DayOfMonth;
        public int Day;
    }
}
