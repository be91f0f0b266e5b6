using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Testing;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>The files themselves: who may read them, what is too short to be one, what a reader needs.</summary>
public sealed class StoreFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Events => _folder.PathOf("s.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task New_files_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var failed = SqliteFailedEventStore.Open(Events + ".failed");
        using var store = SqliteEventStore.Open(Events, SampleSchema);
        await store.AppendAsync(new AppendId(1, 1), [Event()]);
        await failed.RecordAsync(new AppendId(1, 1), []);

        var files = Directory.GetFiles(Path.GetDirectoryName(Events)!).Order().ToArray();
        Assert.Equal(
            new[] { "", "-lock", "-shm", "-wal", ".failed", ".failed-lock", ".failed-shm", ".failed-wal" }
                .Select(suffix => Events + suffix),
            files);
        Assert.All(files, file => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_file_that_is_there_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        SqliteEventStore.Open(Events, SampleSchema).Dispose();
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Events, shared);

        SqliteEventStore.Open(Events, SampleSchema).Dispose();

        Assert.Equal(shared, File.GetUnixFileMode(Events));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(511)]
    public void A_file_that_is_too_short_for_a_store_is_refused_and_left_alone(int length)
    {
        File.WriteAllBytes(Events, new byte[length]);
        File.WriteAllBytes(Events + ".failed", new byte[length]);

        var written = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(Events, SampleSchema));
        var read = Assert.Throws<SqliteStoreException>(() => SqliteEventReader.Open(Events));
        var failed = Assert.Throws<SqliteStoreException>(() => SqliteFailedEventStore.Open(Events + ".failed"));
        Assert.Throws<SqliteStoreException>(() => SqliteFailedEventStore.OpenToRead(Events + ".failed"));

        Assert.StartsWith(
            FormattableString.Invariant(
                $"{Events} is not an event store of EventNormalization: it is {length} bytes long"),
            written.Message,
            StringComparison.Ordinal);
        Assert.Equal(SqliteStoreProblem.NotAStore, written.Problem);
        Assert.Equal(written.Message, read.Message);
        Assert.Contains("--new", failed.Message, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(Events).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(4096)]
    public async Task A_file_that_was_cut_at_its_end_is_refused(int cut)
    {
        using (var store = SqliteEventStore.Open(Events, SampleSchema))
        {
            await store.AppendAsync(
                new AppendId(1, 1), [.. Enumerable.Range(0, 500).Select(i => Event("client " + i))]);
        }

        using (var file = File.Open(Events, FileMode.Open))
        {
            file.SetLength(file.Length - cut);
        }

        Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(Events));
        Assert.Throws<StoreCorruptedException>(() => SqliteEventStore.Open(Events, SampleSchema));
    }

    [Fact]
    public void Reading_makes_nothing()
    {
        SqliteEventStore.Open(Events, SampleSchema).Dispose();
        SqliteFailedEventStore.Open(Events + ".failed").Dispose();
        var before = File.ReadAllBytes(Events);

        SqliteEventReader.Open(Events).Dispose();
        SqliteFailedEventStore.OpenToRead(Events + ".failed").Dispose();

        Assert.Equal(before, File.ReadAllBytes(Events));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(Events)!).Length);
    }

    [Fact]
    public async Task A_failed_event_store_that_was_opened_to_read_takes_no_step()
    {
        SqliteFailedEventStore.Open(Events).Dispose();
        using var store = SqliteFailedEventStore.OpenToRead(Events);

        var error = await Assert.ThrowsAsync<SqliteStoreException>(
            async () => await store.RecordAsync(new AppendId(1, 1), []));

        Assert.Equal((SqliteStoreProblem.ReadOnly, $"{Events} was opened to read."), (error.Problem, error.Message));
    }

    [Fact]
    public void A_missing_folder_is_said()
    {
        var path = _folder.PathOf("nothing/s.db");

        var error = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(path, EventSchema.Default));

        Assert.Equal(
            (SqliteStoreProblem.CannotOpen,
                $"{path} cannot be made: there is no folder {Path.GetDirectoryName(path)}."),
            (error.Problem, error.Message));
    }
}
