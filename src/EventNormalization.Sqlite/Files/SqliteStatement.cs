using System;
using System.Text;
using SQLitePCL;

namespace EventNormalization.Sqlite;

/// <summary>A prepared statement: bound, stepped to its end, and used again.</summary>
/// <remarks>Parameters are numbered from 1 and columns from 0, as SQLite does.</remarks>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt statement) : IDisposable
{
    private const int StackBytesMax = 512;

    public SqliteStatement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> bytes)
    {
        // SQLite would take an empty span for NULL.
        database.Check(bytes.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, parameter, 0)
            : raw.sqlite3_bind_blob(statement, parameter, bytes));
        return this;
    }

    /// <summary>Binds text, which may have NUL characters.</summary>
    public SqliteStatement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            return BindNull(parameter);
        }

        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[length];
        return BindText(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        database.Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(statement, parameter, "")
            : raw.sqlite3_bind_text(statement, parameter, utf8));
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        database.Check(raw.sqlite3_bind_null(statement, parameter));
        return this;
    }

    /// <summary>Steps to the next row; after the last one, returns false and resets the statement.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        try
        {
            database.Check(code);
            return false;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement to its end, ignoring its rows.</summary>
    public void Execute()
    {
        while (Step())
        {
        }
    }

    /// <summary>Resets the statement before its end.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long ReadNumber(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>The bytes of a text or blob; valid until the next step.</summary>
    public ReadOnlySpan<byte> ReadBytes(int column) => raw.sqlite3_column_blob(statement, column);

    public string ReadText(int column) => Encoding.UTF8.GetString(ReadBytes(column));

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();
}
