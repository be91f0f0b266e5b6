using System;
using System.Collections.Generic;
using System.Data.Common;
using DuckDB.NET.Data;

namespace EventNormalization.DuckDb;

/// <summary>Lets DuckDB compute the totals of a file, in memory.</summary>
internal static class DuckDbTotals
{
    /// <summary>Opens a database, runs the one query and takes all its rows.</summary>
    public static Totals Read(string file, int threads, RecordReading reading)
    {
        var source = FormattableString.Invariant($"DataSource=:memory:;threads={threads}");
        using var connection = new DuckDBConnection(source);
        connection.Open();
        SetTimeZone(connection);
        using var command = connection.CreateCommand();
        switch (reading)
        {
            case RecordReading.Typed:
                command.CommandText = TotalsSql.Typed;
                break;
            default:
                command.CommandText = TotalsSql.Objects;
                break;
        }

        command.Parameters.Add(new DuckDBParameter("file", file));
        using var rows = command.ExecuteReader();
        return new Totals(Collect(rows));
    }

    // Timestamps without an offset would be of the machine's zone.
    private static void SetTimeZone(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SET TimeZone = 'UTC'";
        command.ExecuteNonQuery();
    }

    private static Dictionary<string, ClientTotal> Collect(DbDataReader rows)
    {
        var clients = new Dictionary<string, ClientTotal>(StringComparer.Ordinal);
        while (rows.Read())
        {
            clients.Add(rows.GetString(0), new ClientTotal(rows.GetInt64(1), rows.GetDecimal(2)));
        }

        return clients;
    }
}
