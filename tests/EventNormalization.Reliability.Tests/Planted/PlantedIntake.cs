using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Worker;
using Microsoft.Data.Sqlite;

namespace EventNormalization.Reliability.Tests.Planted;

/// <summary>The smallest store that counts once and keeps what it acknowledged, with one bug or none.</summary>
internal sealed class PlantedIntake : IIntake
{
    private readonly SqliteConnection _connection;
    private readonly PlantedBug _bug;
    private readonly HashSet<int> _known = [];

    public PlantedIntake(string store, PlantedBug bug)
    {
        _bug = bug;
        _connection = Open(store);
        Execute($"PRAGMA synchronous={(bug == PlantedBug.SynchronousNormal ? "NORMAL" : "FULL")}");
        var isUnique = bug == PlantedBug.ChecksThenActs ? "" : " PRIMARY KEY";
        Execute($"CREATE TABLE IF NOT EXISTS stored (number INTEGER{isUnique})");
        Execute("CREATE TABLE IF NOT EXISTS broken (number INTEGER PRIMARY KEY)");
        Execute("CREATE TABLE IF NOT EXISTS roll_ups (name TEXT PRIMARY KEY, events INTEGER, amount INTEGER)");
        if (bug == PlantedBug.ChecksThenActs)
        {
            ReadKnown();
        }
    }

    /// <summary>Opens the file; who waits for another writer waits for 30 s.</summary>
    public static SqliteConnection Open(string store)
    {
        var connection = new SqliteConnection($"Data Source={store};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
        return connection;
    }

    public ValueTask<string> IngestAsync(IReadOnlyList<int> numbers)
    {
        var letters = new char[numbers.Count];
        var wereThere = new bool[numbers.Count];
        for (var i = 0; i < letters.Length && _bug == PlantedBug.ChecksThenActs; i++)
        {
            wereThere[i] = !_known.Add(numbers[i]);
        }

        Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Store(numbers[i], wereThere[i]);
        }

        if (_bug == PlantedBug.RollsUpOutside)
        {
            Execute("COMMIT");
            Execute("BEGIN IMMEDIATE");
        }

        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'A' || (letters[i] == 'U' && _bug == PlantedBug.CountsRetries))
            {
                RollUp(numbers[i]);
            }
        }

        Execute("COMMIT");
        return ValueTask.FromResult(new string(letters));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private char Store(int number, bool wasThere)
    {
        if (NumberedEvents.IsBroken(number))
        {
            Execute(FormattableString.Invariant($"INSERT OR IGNORE INTO broken VALUES ({number})"));
            return 'R';
        }

        return wasThere || Execute(FormattableString.Invariant($"INSERT OR IGNORE INTO stored VALUES ({number})")) == 0
            ? 'U'
            : 'A';
    }

    private void ReadKnown()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT number FROM stored";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _known.Add(reader.GetInt32(0));
        }
    }

    private void RollUp(int number) => Execute(FormattableString.Invariant(
        $"""
        INSERT INTO roll_ups VALUES ('{NumberedEvents.GroupOf(number)}', 1, {NumberedEvents.AmountOf(number)})
        ON CONFLICT (name) DO UPDATE SET events = events + 1, amount = amount + excluded.amount
        """));

    private int Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
