using System;
using EventNormalization.Ingestion;

namespace EventNormalization.Sqlite;

/// <summary>
/// What holds for each of the two files: sound pages, indexes that agree with their tables, whole rows.
/// </summary>
internal static class FileCheck
{
    public static void Run(SqliteDatabase database, StoreKind kind, Findings findings)
    {
        findings.Take("pages and indexes", found => CheckPages(database, found));
        foreach (var table in kind.Checked)
        {
            findings.Take("rows of " + table.Name, found => CheckRows(database, table, found));
        }

        findings.Take("envelopes", found => CheckEnvelopes(database, found));
    }

    private static void CheckPages(SqliteDatabase database, Findings findings)
    {
        var check = database.Prepare("PRAGMA integrity_check(100)");
        while (check.Step())
        {
            if (check.ReadText(0) is not "ok" and var problem)
            {
                findings.Add($"{database.Path}: {problem}");
            }
        }
    }

    private static void CheckRows(SqliteDatabase database, StoredTable table, Findings findings)
    {
        var select = database.Prepare(table.SelectWithChecksums);
        while (select.Step())
        {
            findings.OnRow();
            if (select.ReadNumber(1) == 0)
            {
                findings.Add(
                    $"{database.Path}: the row {select.ReadText(0)} of the table {table.Name} is not what was written");
            }
        }
    }

    private static void CheckEnvelopes(SqliteDatabase database, Findings findings)
    {
        var select = database.Prepare("SELECT envelope, sha256, json FROM envelopes");
        while (select.Step())
        {
            findings.OnRow();
            if (ContentHash.Of(select.ReadBytes(2)) != ContentHash.FromBytes(select.ReadBytes(1)))
            {
                findings.Add(FormattableString.Invariant(
                    $"{database.Path}: envelope {select.ReadNumber(0)} is not what its hash says"));
            }
        }
    }
}
