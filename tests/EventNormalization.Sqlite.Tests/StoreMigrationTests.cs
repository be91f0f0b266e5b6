using System;
using System.Collections.Immutable;
using System.IO;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Files of older versions are brought forward, on a copy; the versions here are made up.</summary>
public sealed class StoreMigrationTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(50);

    private static readonly StoreMigration First = new()
    {
        From = 1,
        Problems = ["SELECT 'note ' || note || ' is empty' FROM notes WHERE text = ''"],
        Statements = ["ALTER TABLE notes ADD COLUMN length INTEGER", "UPDATE notes SET length = length(text)"],
    };

    private static readonly StoreMigration Second = new()
    {
        From = 2,
        Statements = ["ALTER TABLE notes RENAME TO remarks"],
    };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.PathOf("notes.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_an_older_version_is_brought_forward_step_by_step()
    {
        MakeOld("one", "three");

        using var opened = Open(Kind(First, Second));

        Assert.Equal("3|5", opened.ReadText("SELECT group_concat(length, '|') FROM remarks"));
        Assert.Equal(3, opened.ReadNumber("PRAGMA user_version"));
        Assert.Equal("ok", opened.ReadText("PRAGMA integrity_check"));
        Assert.Equal("wal", opened.ReadText("PRAGMA journal_mode"));
        Assert.Null(opened.ReadText("SELECT name FROM sqlite_master WHERE name = 'migrated_from'"));
        Assert.False(File.Exists(Path + ".migrating"));
    }

    [Fact]
    public void A_problem_refuses_the_migration_and_leaves_the_file_as_it_is()
    {
        MakeOld("one", "");

        var error = Assert.Throws<SqliteStoreException>(() => Open(Kind(First, Second)));

        Assert.Equal(
            $"{Path} is of an older version and cannot be migrated: note 2 is empty. It was not "
                + $"changed; restore it from a "
            + "backup.",
            error.Message);
        AssertOld("one|");
    }

    [Fact]
    public void A_step_that_fails_leaves_the_old_file_and_the_next_opening_goes_on_behind_the_last_step_that_was_made()
    {
        MakeOld("one");
        var broken = new StoreMigration { From = 2, Statements = ["DELETE FROM notes", "UPDATE nothing SET x = 1"] };

        Assert.Throws<SqliteStoreException>(() => Open(Kind(First, broken)));
        AssertOld("one");

        // The first step is not made again: it would fail, since its column is there.
        var never = new StoreMigration { From = 1, Statements = ["UPDATE nothing SET x = 1"] };
        using var opened = Open(Kind(never, Second));
        Assert.Equal("one 3", opened.ReadText("SELECT text || ' ' || length FROM remarks"));
    }

    [Fact]
    public void What_an_older_program_wrote_after_an_interruption_is_migrated_as_well()
    {
        MakeOld("one");
        var broken = new StoreMigration { From = 2, Statements = ["UPDATE nothing SET x = 1"] };
        Assert.Throws<SqliteStoreException>(() => Open(Kind(First, broken)));
        using (var old = Open(Kind1()))
        {
            old.Execute("INSERT INTO notes(text) VALUES('later')");
        }

        using var opened = Open(Kind(First, Second));

        Assert.Equal("one|later", opened.ReadText("SELECT group_concat(text, '|') FROM remarks"));
    }

    [Fact]
    public void A_copy_that_was_cut_short_is_made_anew()
    {
        MakeOld("one");
        File.WriteAllText(Path + ".migrating-part", "half a file");
        File.WriteAllText(Path + ".migrating", "no database");

        using var opened = Open(Kind(First, Second));

        Assert.Equal("one", opened.ReadText("SELECT text FROM remarks"));
    }

    [Fact]
    public void A_file_that_another_program_has_open_is_not_migrated()
    {
        MakeOld("one");
        using (var other = Open(Kind1()))
        {
            other.ReadNumber("SELECT count(*) FROM notes");

            Assert.Throws<SqliteStoreException>(() => Open(Kind(First, Second)));
        }

        AssertOld("one");
    }

    [Fact]
    public void A_version_that_no_step_begins_with_is_refused()
    {
        MakeOld("one");

        var error = Assert.Throws<SqliteStoreException>(() => Open(Kind(Second)));

        Assert.Equal(
            $"{Path} is a notebook of version 1, and this program reads version 3. It was not changed; open it "
            + "with the program that wrote it.",
            error.Message);
    }

    private static StoreKind Kind1() => new()
    {
        Name = "a notebook",
        ApplicationId = 77,
        SchemaVersion = 1,
        Tables = ["CREATE TABLE notes(note INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"],
    };

    private static StoreKind Kind(params ImmutableArray<StoreMigration> migrations) => new()
    {
        Name = "a notebook",
        ApplicationId = 77,
        SchemaVersion = 3,
        Tables = ["CREATE TABLE remarks(note INTEGER PRIMARY KEY, text TEXT NOT NULL, length INTEGER) STRICT"],
        Migrations = migrations,
    };

    private SqliteDatabase Open(StoreKind kind) => StoreFile.OpenToWrite(
        Path, kind, new SqliteStoreOptions { BusyTimeout = Timeout }, static _ => { }).Database;

    private void MakeOld(params string[] texts)
    {
        using var old = Open(Kind1());
        foreach (var text in texts)
        {
            old.Prepare("INSERT INTO notes(text) VALUES(?1)").Bind(1, text).Execute();
        }
    }

    private void AssertOld(string texts)
    {
        using var old = Open(Kind1());
        Assert.Equal(texts, old.ReadText("SELECT group_concat(text, '|') FROM notes"));
    }
}
