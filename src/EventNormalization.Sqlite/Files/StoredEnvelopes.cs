using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>The numbers of envelopes, each stored once, with a cache of recent ones.</summary>
internal sealed class StoredEnvelopes(SqliteDatabase database)
{
    /// <summary>The statement that makes the table.</summary>
    public const string Table =
        "CREATE TABLE envelopes(envelope INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, json BLOB NOT NULL,"
        + " checksum INTEGER) STRICT";

    /// <summary>Its columns.</summary>
    public static readonly StoredTable Stored = new("envelopes", "envelope", "sha256", "json");

    private const int CountMax = 20_000;

    private static readonly string SelectNumber =
        $"SELECT envelope FROM envelopes WHERE {Stored.IsWhole} AND sha256 = ?1";

    private static readonly string InsertNext = Stored.InsertNext(("sha256", "?1"), ("json", "?2"));

    private readonly Dictionary<RecordId, long> _numbers = [];

    /// <summary>Gets the number of a part's envelope, adding the envelope if it is new.</summary>
    public long NumberOf(EnvelopePart part)
    {
        var hash = RecordId.FromBytes(part.EnvelopeSha256.Span);
        if (!_numbers.TryGetValue(hash, out var number))
        {
            number = Find(part) ?? Insert(part);
            if (_numbers.Count >= CountMax)
            {
                _numbers.Clear();
            }

            _numbers.Add(hash, number);
        }

        return number;
    }

    /// <summary>Clears the cache: after a rollback, numbers of the transaction are void.</summary>
    public void Clear() => _numbers.Clear();

    /// <summary>Reads the part of a row: the hash and the bytes of its envelope, its path and its number.</summary>
    /// <exception cref="StoreCorruptedException">The envelope no longer matches its hash.</exception>
    public static EnvelopePart? Read(SqliteStatement row, int column)
    {
        if (row.IsNull(column))
        {
            return null;
        }

        var part = new EnvelopePart(
            row.ReadBytes(column + 1).ToArray(), row.ReadText(column + 2), checked((int)row.ReadNumber(column + 3)));
        return part.EnvelopeSha256.Span.SequenceEqual(row.ReadBytes(column))
            ? part
            : throw new StoreCorruptedException("An envelope is damaged.");
    }

    private long? Find(EnvelopePart part)
    {
        var select = database.Prepare(SelectNumber);
        long? number = select.Bind(1, part.EnvelopeSha256.Span).Step() ? select.ReadNumber(0) : null;
        select.Reset();
        return number;
    }

    private long Insert(EnvelopePart part)
    {
        database.Prepare(InsertNext)
            .Bind(1, part.EnvelopeSha256.Span).Bind(2, part.Envelope.Span).Execute();
        return database.LastInsertedRow;
    }
}
