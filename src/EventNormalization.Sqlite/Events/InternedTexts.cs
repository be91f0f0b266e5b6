using System;
using System.Collections.Generic;

namespace EventNormalization.Sqlite;

/// <summary>The numbers of texts that many events share, with a cache of recent ones.</summary>
/// <param name="database">The store.</param>
/// <param name="select">Reads the number of the text ?1.</param>
/// <param name="insert">Inserts the text ?1.</param>
internal sealed class InternedTexts(SqliteDatabase database, string select, string insert)
{
    private const int CountMax = 20_000;

    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);

    /// <summary>Gets the number of a text, adding the text if it is new.</summary>
    public long NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = Find(database, select, text) ?? Insert(text);
            AddToCache(text, number);
        }

        return number;
    }

    /// <summary>Clears the cache: after a rollback, numbers of the transaction are void.</summary>
    public void Clear() => _numbers.Clear();

    /// <summary>Finds the number of a text; null if it is not stored.</summary>
    public static long? Find(SqliteDatabase database, string select, string text)
    {
        var statement = database.Prepare(select);
        long? number = statement.Bind(1, text).Step() ? statement.ReadNumber(0) : null;
        statement.Reset();
        return number;
    }

    private long Insert(string text)
    {
        database.Prepare(insert).Bind(1, text).Execute();
        return database.LastInsertedRow;
    }

    private void AddToCache(string text, long number)
    {
        if (_numbers.Count >= CountMax)
        {
            _numbers.Clear();
        }

        _numbers.Add(text, number);
    }
}
