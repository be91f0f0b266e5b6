using System;
using System.Collections.Generic;
using EventNormalization.Normalization;

namespace EventNormalization.Sqlite;

/// <summary>Keeps the names of the further fields that events have had.</summary>
internal sealed class FieldNameLog(SqliteDatabase database)
{
    private static readonly string Insert =
        EventTables.FieldNames.Insert(("name", "?1")) + " ON CONFLICT DO NOTHING";

    private static readonly string Select = $"SELECT name FROM field_names WHERE {EventTables.FieldNames.IsWhole}";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Keeps the names of a record's further fields.</summary>
    public void Add(NormalizedEvent record)
    {
        foreach (var field in record.Fields)
        {
            if (_known.Add(field.Name))
            {
                database.Prepare(Insert).Bind(1, field.Name).Execute();
            }
        }
    }

    /// <summary>Clears the cache: after a rollback, names that the transaction added are gone.</summary>
    public void Clear() => _known.Clear();

    /// <summary>All names that are kept.</summary>
    public static List<string> Read(SqliteDatabase database)
    {
        var names = new List<string>();
        var select = database.Prepare(Select);
        while (select.Step())
        {
            names.Add(select.ReadText(0));
        }

        return names;
    }
}
