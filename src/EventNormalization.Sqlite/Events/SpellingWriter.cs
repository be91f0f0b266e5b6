using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Keeps the raw bytes of duplicates that differ from those stored.</summary>
internal sealed class SpellingWriter(SqliteDatabase database, SpellingRetention retention)
{
    /// <summary>Reads the spellings of the event at position ?1, in the order in which they came.</summary>
    public static readonly string Select = $"SELECT raw FROM spellings WHERE {OfEvent} ORDER BY spelling";

    private const int CountMax = 16;

    private static readonly string IsKeptRaw = $"SELECT 1 FROM spellings WHERE {OfEvent} AND raw IS ?2";

    private static readonly string Insert = EventTables.Spellings.Insert(("spelling", "?1"), ("raw", "?2"));

    private readonly SqliteStatement _isKept = database.Prepare(IsKeptRaw);

    private readonly SqliteStatement _insert = database.Prepare(Insert);

    private readonly List<int> _differing = [];

    /// <summary>
    /// The places of those items whose bytes are not <paramref name="stored"/>; none if nothing is kept of them.
    /// </summary>
    /// <remarks>The list stands until the next call.</remarks>
    public List<int> FindDiffering(
        ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, ReadOnlySpan<byte> stored)
    {
        _differing.Clear();
        if (retention == SpellingRetention.Keep)
        {
            foreach (var place in places)
            {
                if (!items[place].Event.Raw.Span.SequenceEqual(stored))
                {
                    _differing.Add(place);
                }
            }
        }

        return _differing;
    }

    /// <summary>Keeps the bytes of the items that were found to differ from those of the event at a position.</summary>
    /// <returns>What is true of the event from now on.</returns>
    public EventRepeats Keep(ImmutableArray<AppendItem> items, List<int> differing, long position, EventRepeats repeats)
    {
        foreach (var place in differing)
        {
            var raw = items[place].Event.Raw.Span;
            if (repeats.Spellings > 0 && IsStored(position, raw))
            {
                continue;
            }

            if (repeats.Spellings >= CountMax)
            {
                repeats = repeats with { OtherSpellings = repeats.OtherSpellings + items[place].Deliveries };
                continue;
            }

            _insert.Bind(1, (position * CountMax) + repeats.Spellings).Bind(2, raw).Execute();
            repeats = repeats with { Spellings = repeats.Spellings + 1 };
        }

        return repeats;
    }

    private static string OfEvent =>
        $"{EventTables.Spellings.IsWhole} AND spelling >= ?1 * 16 AND spelling < (?1 + 1) * 16";

    private bool IsStored(long position, ReadOnlySpan<byte> raw)
    {
        var isKept = _isKept.Bind(1, position).Bind(2, raw).Step();
        _isKept.Reset();
        return isKept;
    }
}
