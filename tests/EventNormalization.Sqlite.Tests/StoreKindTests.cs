using System.IO;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>One kind of store is never taken for the other.</summary>
public sealed class StoreKindTests
{
    [Fact]
    public void Each_kind_of_store_says_what_the_other_is()
    {
        using var folder = new TemporaryFolder();
        var (events, failed) = (folder.PathOf("x.db"), folder.PathOf("x.db.failed"));
        SqliteEventStore.Open(events, EventSchema.Default).Dispose();
        SqliteFailedEventStore.Open(failed).Dispose();

        var asEvents = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(failed, EventSchema.Default));
        var asFailed = Assert.Throws<SqliteStoreException>(() => SqliteFailedEventStore.Open(events));

        Assert.Equal(
            $"{failed} is not an event store of EventNormalization: it is a failed-event store of EventNormalization. "
            + "It was not changed; name another file.",
            asEvents.Message);
        Assert.Equal(
            $"{events} is not a failed-event store of EventNormalization: it is an event store of EventNormalization. "
            + "It was not changed; name another file.",
            asFailed.Message);
    }

    [Fact]
    public void A_file_is_a_store_only_if_it_says_so()
    {
        using var folder = new TemporaryFolder();
        var (events, failed) = (folder.PathOf("x.db"), folder.PathOf("x.db.failed"));
        SqliteEventStore.Open(events, EventSchema.Default).Dispose();
        SqliteFailedEventStore.Open(failed).Dispose();
        File.WriteAllText(folder.PathOf("notes"), "these are notes and no database, however long they are");

        Assert.Equal((true, false), (SqliteEventStore.IsStore(events), SqliteFailedEventStore.IsStore(events)));
        Assert.Equal((false, true), (SqliteEventStore.IsStore(failed), SqliteFailedEventStore.IsStore(failed)));
        Assert.False(SqliteEventStore.IsStore(folder.PathOf("notes")));
        Assert.False(SqliteEventStore.IsStore(folder.PathOf("nothing")));
        Assert.False(File.Exists(folder.PathOf("nothing")));
    }
}
