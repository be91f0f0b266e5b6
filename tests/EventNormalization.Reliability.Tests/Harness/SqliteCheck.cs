using Microsoft.Data.Sqlite;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>SQLite's own check of a file.</summary>
internal static class SqliteCheck
{
    /// <summary>What it finds; null if nothing.</summary>
    public static string? Find(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        var found = (string)command.ExecuteScalar()!;
        return found == "ok" ? null : $"integrity of {file}: {found}";
    }
}
