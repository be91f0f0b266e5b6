using System;
using SQLitePCL;

namespace EventNormalization.Benchmarks.Appending;

/// <summary>
/// What one writes by hand: a prepared INSERT OR IGNORE for each row, a transaction for each batch, with the store's
/// own table, indexes and settings.
/// </summary>
internal sealed class BareTable : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _commit;
    private long _position;

    public BareTable(string path)
    {
        Check(raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READWRITE, null));
        Check(raw.sqlite3_exec(_database, "pragma synchronous=full; pragma cache_size=-32768"));
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _insert = Prepare(
            "insert or ignore into events(position, seconds, nanoseconds, id, client, metric, amount, rules, "
            + "received_seconds, received_nanoseconds, append_run, append_sequence, raw) "
            + "values(?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, 0, 1, 1, ?9)");
    }

    /// <summary>Inserts rows in one transaction.</summary>
    public void Insert(ReadOnlySpan<BareRow> rows)
    {
        Step(_begin);
        foreach (var row in rows)
        {
            raw.sqlite3_bind_int64(_insert, 1, ++_position);
            raw.sqlite3_bind_int64(_insert, 2, row.Seconds);
            raw.sqlite3_bind_int64(_insert, 3, row.Nanoseconds);
            raw.sqlite3_bind_blob(_insert, 4, row.Id);
            raw.sqlite3_bind_int64(_insert, 5, row.Client);
            raw.sqlite3_bind_int64(_insert, 6, row.Metric);
            raw.sqlite3_bind_blob(_insert, 7, row.Amount);
            raw.sqlite3_bind_int64(_insert, 8, row.ReceivedSeconds);
            raw.sqlite3_bind_blob(_insert, 9, row.Raw);
            Step(_insert);
        }

        Step(_commit);
    }

    /// <summary>How many rows there are.</summary>
    public long Count()
    {
        using var select = Prepare("select count(*) from events");
        raw.sqlite3_step(select);
        return raw.sqlite3_column_int64(select, 0);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _database.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
    }

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite answered {result}.");
        }
    }
}
