using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>
/// What a session leaves that was killed, or lost its power, between its first write and its first commit: nothing
/// that was acknowledged is in its log, so nothing is damaged, however often and by whom the file is opened after it.
/// </summary>
/// <remarks>
/// The states are made of the files before and after each step, by laying the later writes over the earlier bytes.
/// </remarks>
public sealed class UncleanBeginTests : IDisposable
{
    private const int EventCount = 40;
    private const int LogHeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int PageBytes = 4096;
    private const string Filler = "filler";

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("killed.db");

    private string Log => File + "-wal";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_that_was_killed_while_it_wrote_its_mark_to_the_log_has_damaged_nothing()
    {
        var steps = await RecordAsync();
        foreach (var (start, end) in WritesOf(steps.MarkedLog).Prepend((0, 0)))
        {
            await RequireSoundAsync(steps.ClosedFile, steps.MarkedLog[..end], $"log written from {start} up to {end}");
        }
    }

    [Fact]
    public async Task A_session_that_was_killed_while_it_wrote_its_mark_to_the_file_has_damaged_nothing()
    {
        var steps = await RecordAsync();
        for (var end = 0; end <= steps.MarkedFile.Length; end += PageBytes)
        {
            byte[] file = [.. steps.MarkedFile[..end], .. steps.ClosedFile[end..]];
            await RequireSoundAsync(file, steps.MarkedLog, $"file written up to {end}");
        }
    }

    [Fact]
    public async Task A_session_that_was_killed_between_its_mark_and_its_first_commit_has_damaged_nothing()
    {
        var steps = await RecordAsync();
        foreach (var (start, end) in WritesOf(steps.CommittedLog).Prepend((0, 0)))
        {
            var log = Overlay(steps.MarkedLog, steps.CommittedLog, [(0, end)]);
            await RequireSoundAsync(steps.MarkedFile, log, $"log written from {start} up to {end}");
        }
    }

    [Fact]
    public async Task A_power_cut_between_the_mark_and_the_first_commit_has_damaged_nothing()
    {
        var steps = await RecordAsync();
        var writes = WritesOf(steps.CommittedLog).ToArray();
        var chance = new Random(2);
        for (var round = 0; round < 40; round++)
        {
            // The header is on the disk before a frame is written; the frames get there in any order, or not.
            var kept = writes.Where((_, i) => i == 0 || chance.Next(2) == 0).ToArray();
            var log = Overlay(steps.MarkedLog, steps.CommittedLog, kept);
            await RequireSoundAsync(steps.MarkedFile, log, $"round {round}");
        }
    }

    [Fact]
    public async Task A_log_that_is_missing_after_the_first_commit_is_noticed()
    {
        var steps = await RecordAsync();
        System.IO.File.WriteAllBytes(File, steps.MarkedFile);

        Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(File));
        Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(File));
        Assert.Throws<StoreCorruptedException>(() => SqliteEventStore.Open(File, SampleSchema));

        System.IO.File.WriteAllBytes(Log, steps.CommittedLog);
        Assert.True(HasFiller());
    }

    [Fact]
    public async Task A_session_that_cannot_take_its_mark_away_leaves_the_log_that_its_file_needs()
    {
        await MakeAsync();
        using (var file = StoreFile.OpenToWrite(File, EventTables.Kind, new SqliteStoreOptions(), _ => { }))
        {
            await file.BeginAsync(file.NewPatience(), CancellationToken.None);
            file.Database.RollBack();

            // The end of a session takes the mark away in a transaction, which cannot begin within another one.
            file.Database.BeginReading();
        }

        Assert.True(LogScan.IsThere(File));
        Assert.Equal(EventCount, await CountAsync());
        Assert.Equal(EventCount, await CountAsync());
    }

    /// <summary>Lays the bytes of some writes over those that were there.</summary>
    private static byte[] Overlay(byte[] before, byte[] after, IReadOnlyList<(int Start, int End)> writes)
    {
        var bytes = new byte[Math.Max(before.Length, writes.Max(write => write.End))];
        before.CopyTo(bytes, 0);
        foreach (var (start, end) in writes)
        {
            after.AsSpan(start, end - start).CopyTo(bytes.AsSpan(start));
        }

        return bytes;
    }

    /// <summary>SQLite writes the header of a log, and of each frame the header and the page.</summary>
    private static IEnumerable<(int Start, int End)> WritesOf(byte[] log)
    {
        yield return (0, LogHeaderBytes);
        for (var frame = LogHeaderBytes; frame < log.Length; frame += FrameHeaderBytes + PageBytes)
        {
            yield return (frame, frame + FrameHeaderBytes);
            yield return (frame + FrameHeaderBytes, frame + FrameHeaderBytes + PageBytes);
        }
    }

    /// <summary>Requires that readers, a check and a writer find all that was acknowledged, and leave it so.</summary>
    private async Task RequireSoundAsync(byte[] file, byte[] log, string state)
    {
        System.IO.File.Delete(File + "-shm");
        System.IO.File.WriteAllBytes(File, file);
        System.IO.File.WriteAllBytes(Log, log);
        try
        {
            Assert.Equal(EventCount, await CountAsync());
            Assert.True((await SqliteStorePair.VerifyAsync(File)).IsOk);
            Assert.Equal(EventCount, await CountAsync());
            using (var store = SqliteEventStore.Open(File, SampleSchema))
            {
                var appended = await store.AppendAsync(new AppendId(9, 1), [Event("later")]);
                Assert.Equal(AppendOutcomeKind.Added, appended[0].Kind);
            }

            Assert.False(System.IO.File.Exists(Log));
            Assert.Equal(EventCount + 1, await CountAsync());
        }
        catch (StoreCorruptedException error)
        {
            Assert.Fail($"{state}: {error.Message}");
        }
    }

    private async Task MakeAsync()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(
            new AppendId(1, 1), [.. Enumerable.Range(0, EventCount).Select(i => BackupTests.Real(1, "client " + i))]);
    }

    /// <summary>Records the files of a session that begins in a store which was closed.</summary>
    private async Task<Steps> RecordAsync()
    {
        await MakeAsync();
        var closed = System.IO.File.ReadAllBytes(File);
        byte[] marked, markedLog, committedLog;
        var copy = _folder.PathOf("open.db");
        System.IO.File.WriteAllBytes(copy, closed);
        using (var file = StoreFile.OpenToWrite(copy, EventTables.Kind, new SqliteStoreOptions(), _ => { }))
        {
            await file.BeginAsync(file.NewPatience(), CancellationToken.None);
            marked = Read(copy);
            markedLog = Read(copy + "-wal");
            StoreMeta.WriteBytes(file.Database, Filler, new byte[6 * PageBytes]);
            file.Commit();
            Assert.Equal(marked, Read(copy));
            committedLog = Read(copy + "-wal");
        }

        Assert.NotEqual(closed, marked);
        Assert.Equal(closed.Length, marked.Length);
        Assert.True(committedLog.Length > markedLog.Length);
        return new Steps(closed, marked, markedLog, committedLog);
    }

    private static byte[] Read(string path)
    {
        var copy = path + ".copy";
        System.IO.File.Copy(path, copy, overwrite: true);
        return System.IO.File.ReadAllBytes(copy);
    }

    private async Task<long> CountAsync()
    {
        using var reader = SqliteEventReader.Open(File);
        return (await reader.ReadTotalsAsync(TotalsQuery.All))[0].Count;
    }

    private bool HasFiller()
    {
        using var database = ReadableFile.Open(File, TimeSpan.FromSeconds(1));
        return StoreMeta.ReadBytes(database, Filler) is not null;
    }

    private sealed record Steps(byte[] ClosedFile, byte[] MarkedFile, byte[] MarkedLog, byte[] CommittedLog);
}
