using System;
using System.Collections.Immutable;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Keeps the raw bytes of duplicates that differ from those stored.</summary>
internal sealed class SpellingWriter(SqliteDatabase database, SpellingRetention retention)
{
    private const int CountMax = 16;

    private readonly SqliteStatement _isStored = database.Prepare("SELECT raw = ?2 FROM events WHERE position = ?1");

    private readonly SqliteStatement _select = database.Prepare(
        "SELECT count(*), coalesce(sum(hash = ?2), 0) FROM spellings WHERE position = ?1");

    private readonly SqliteStatement _insert = database.Prepare(
        "INSERT INTO spellings(position, number, hash, raw) VALUES(?1, ?2, ?3, ?4)");

    private readonly SqliteStatement _countKept = database.Prepare(
        "UPDATE events SET spellings = spellings + 1 WHERE position = ?1");

    private readonly SqliteStatement _countOther = database.Prepare(
        "UPDATE events SET other_spellings = other_spellings + ?2 WHERE position = ?1");

    /// <summary>Keeps those of these duplicates whose bytes are not the stored ones.</summary>
    public void AddDiffering(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, long position)
    {
        if (retention == SpellingRetention.Forget)
        {
            return;
        }

        foreach (var place in places)
        {
            var raw = items[place].Event.Raw.Span;
            if (!IsStored(position, raw))
            {
                Add(position, raw, items[place].Deliveries);
            }
        }
    }

    /// <summary>Keeps those of these duplicates whose bytes are not <paramref name="stored"/>.</summary>
    public void AddDiffering(
        ImmutableArray<AppendItem> items, ReadOnlySpan<int> places, long position, ReadOnlySpan<byte> stored)
    {
        if (retention == SpellingRetention.Forget)
        {
            return;
        }

        foreach (var place in places)
        {
            var raw = items[place].Event.Raw.Span;
            if (!raw.SequenceEqual(stored))
            {
                Add(position, raw, items[place].Deliveries);
            }
        }
    }

    private bool IsStored(long position, ReadOnlySpan<byte> raw)
    {
        var isStored = _isStored.Bind(1, position).Bind(2, raw).Step() && _isStored.ReadNumber(0) != 0;
        _isStored.Reset();
        return isStored;
    }

    private void Add(long position, ReadOnlySpan<byte> raw, long deliveries)
    {
        Span<byte> hash = stackalloc byte[ContentHash.ByteCount];
        ContentHash.Of(raw).CopyTo(hash);
        _select.Bind(1, position).Bind(2, hash).Step();
        var (count, isKnown) = (_select.ReadNumber(0), _select.ReadNumber(1) != 0);
        _select.Reset();
        if (isKnown)
        {
            return;
        }

        if (count >= CountMax)
        {
            _countOther.Bind(1, position).Bind(2, deliveries).Execute();
            return;
        }

        _insert.Bind(1, position).Bind(2, count).Bind(3, hash).Bind(4, raw).Execute();
        _countKept.Bind(1, position).Execute();
    }
}
