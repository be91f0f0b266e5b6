using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>
/// A store that an earlier build wrote is read by every later one. The file is never written again but on purpose.
/// </summary>
/// <remarks>
/// With EVENTNORM_WRITE_GOLDEN=1 the test writes the files of the present version before it reads them.
/// </remarks>
public sealed class GoldenStoreTests
{
    [Fact]
    public async Task A_store_of_version_6_reads_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var (golden, text) = (PathOf("events-v6.db"), PathOf("events-v6.txt"));
        if (Environment.GetEnvironmentVariable("EVENTNORM_WRITE_GOLDEN") == "1")
        {
            await WriteAsync(golden, text);
        }

        var copy = folder.PathOf("events.db");
        File.Copy(golden, copy);
        using var store = SqliteEventStore.Open(copy, SampleSchema);

        Assert.Equal(await File.ReadAllTextAsync(text), await TextOfAsync(store));
        Assert.Equal(
            AppendErrorKind.Closed, (await store.AppendAsync(Append.Of(new AppendId(9, 9), Event()))).Error!.Kind);
        Assert.Equal(AppendOutcomeKind.Added, (await store.AppendAsync(new AppendId(1, 1), [Event()]))[0].Kind);
    }

    private static async Task WriteAsync(string golden, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
        File.Delete(golden);
        using (var store = SqliteEventStore.Open(golden, SampleSchema))
        {
            await store.AppendAsync(new AppendId(1, 1), [Event()]);
            await store.AppendAsync(
                new AppendId(1, 2),
                [
                    Again(Event(), "another spelling", Received), Priced("EUR", -12.5m),
                    Keyed("client_B", "order \"1\"", 3),
                    Within(Event(amount: 9), Encoding.UTF8.GetBytes("{\"Records\":[]}"), "Records[2]", ("shop", "s")),
                    WithFields([new("region", FieldValue.FromText("Zürich 😀")),
                        new("paid", FieldValue.FromBoolean(true))]),
                ]);
            await store.AppendAsync(new Append(new AppendId(2, 1), [new(Event(amount: 7), 3)], AppendOrigin.Retry));
            await store.CloseAsync(new AppendName(new AppendId(9, 9)));
            await File.WriteAllTextAsync(text, await TextOfAsync(store));
        }

        using var database = new SqliteDatabase(golden, TimeSpan.FromSeconds(1));
        database.ReadText("PRAGMA journal_mode = DELETE");
    }

    private static async Task<string> TextOfAsync(SqliteEventStore store)
    {
        var text = new StringBuilder();
        foreach (var item in await StoredText.EventsAsync(store, EventQuery.All))
        {
            text.Append(item.Position).Append(' ').Append(item.FirstAppend).Append(' ').Append(item.SpellingCount)
                .Append(' ').Append(StoredText.Of(item)).Append('\n');
        }

        return text.AppendJoin('\n', await StoredText.StatisticsAsync(store)).Append('\n').ToString();
    }

    private static string PathOf(string name) =>
        Repository.PathOf("tests/EventNormalization.Sqlite.Tests/Golden/" + name);
}
