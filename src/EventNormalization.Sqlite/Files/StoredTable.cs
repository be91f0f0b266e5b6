using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Sqlite;

/// <summary>A table whose rows have checksums, and the statements that keep them right.</summary>
/// <remarks>Texts of SQL are made of constants alone.</remarks>
internal sealed class StoredTable
{
    /// <summary>Names a table and its columns in their order, all but the checksum.</summary>
    public StoredTable(string name, params ImmutableArray<string> columns)
    {
        Name = name;
        Columns = columns;
        var all = string.Join(", ", columns.Select(column => $"{name}.{column}"));
        IsWhole = $"{RowChecksum.Check}({name}.checksum, '{name}', {all})";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its columns, all but the checksum.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>A condition that is true of a row that is what was written, and an error of every other.</summary>
    /// <remarks>
    /// It stands first among conditions: what is damaged must not be left out by another one. Where rows are not found
    /// by an index, others say IS and not = (<see cref="SqlCondition.SignOf"/>).
    /// </remarks>
    public string IsWhole { get; }

    /// <summary>The same for a table that is joined from the left, where there may be no row.</summary>
    public string IsWholeOrAbsent => $"CASE WHEN {Name}.{Columns[0]} IS NULL THEN 1 ELSE {IsWhole} END";

    /// <summary>Reads of each row its first column, and whether it is what was written.</summary>
    public string SelectWithChecksums =>
        $"SELECT CAST({Columns[0]} AS TEXT), checksum IS {ChecksumOf([], null)} FROM {Name}";

    /// <summary>Inserts a row; a column that is not named is NULL.</summary>
    public string Insert(params ReadOnlySpan<(string Column, string Value)> values)
    {
        var named = ToMap(values);
        return $"INSERT INTO {Name}({string.Join(", ", named.Keys)}, checksum)"
            + $" VALUES({string.Join(", ", named.Values)}, {ChecksumOf(named, "NULL")})";
    }

    /// <summary>Inserts a row with the next number in its first column.</summary>
    /// <remarks>
    /// The greatest number is asked for by itself: within an expression SQLite would read all of them.
    /// </remarks>
    public string InsertNext(params ReadOnlySpan<(string Column, string Value)> values)
    {
        var named = ToMap(values);
        named.Add(Columns[0], "next");
        return $"INSERT INTO {Name}({string.Join(", ", named.Keys)}, checksum)"
            + $" SELECT {string.Join(", ", named.Values)}, {ChecksumOf(named, "NULL")}"
            + $" FROM (SELECT coalesce((SELECT max({Columns[0]}) FROM {Name}), 0) + 1 AS next) WHERE true";
    }

    /// <summary>Changes columns of the rows that a condition names.</summary>
    public string Update(string where, params ReadOnlySpan<(string Column, string Value)> values) =>
        $"UPDATE {Name} SET {Assign(values)} WHERE {where} AND {IsWhole}";

    /// <summary>The assignments of a change, for after SET.</summary>
    public string Assign(params ReadOnlySpan<(string Column, string Value)> values)
    {
        var named = ToMap(values);
        var assigned = string.Join(", ", named.Select(pair => $"{pair.Key} = {pair.Value}"));
        return $"{assigned}, checksum = {ChecksumOf(named, null)}";
    }

    private static Dictionary<string, string> ToMap(ReadOnlySpan<(string Column, string Value)> values)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, value) in values)
        {
            map.Add(column, value);
        }

        return map;
    }

    private string ChecksumOf(Dictionary<string, string> values, string? ofOthers) =>
        $"{RowChecksum.Function}('{Name}', "
        + string.Join(
            ", ", Columns.Select(column => values.GetValueOrDefault(column, ofOthers ?? $"{Name}.{column}"))) + ")";
}
