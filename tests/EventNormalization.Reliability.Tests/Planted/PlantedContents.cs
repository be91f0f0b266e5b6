using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Reliability.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace EventNormalization.Reliability.Tests.Planted;

/// <summary>Reads what the small store says.</summary>
internal static class PlantedContents
{
    public static Task<StoreContents> ReadAsync(string store)
    {
        using var connection = PlantedIntake.Open(store);
        var contents = new StoreContents();
        if (Numbers(connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'")[0] < 3)
        {
            return Task.FromResult(contents);
        }

        contents.Stored.AddRange(Numbers(connection, "SELECT number FROM stored"));
        contents.Failed.UnionWith(Numbers(connection, "SELECT number FROM broken"));
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, events, amount FROM roll_ups";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            contents.RollUps[reader.GetString(0)] = new NumberedEvents.Total(reader.GetInt64(1), reader.GetInt64(2));
        }

        contents.Problem = SqliteCheck.Find(store);
        return Task.FromResult(contents);
    }

    private static List<int> Numbers(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var numbers = new List<int>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    }
}
