using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>
/// Failed events and operations that an earlier build wrote are read by every later one of the same version.
/// </summary>
/// <remarks>
/// With EVENTNORM_WRITE_GOLDEN=1 the test writes the files of the present version before it reads them.
/// </remarks>
public sealed class GoldenFailedStoreTests
{
    private static readonly QueueStep Begun =
        new() { Id = new AppendId(0x1234, 1), By = "ann", At = QueueSteps.Minute(0), Note = "all" };

    [Fact]
    public async Task A_failed_event_store_of_version_6_reads_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var (golden, text) = (PathOf("failed-v6.db"), PathOf("failed-v6.txt"));
        if (Environment.GetEnvironmentVariable("EVENTNORM_WRITE_GOLDEN") == "1")
        {
            await WriteAsync(golden, text);
        }

        var copy = folder.PathOf("failed.db");
        File.Copy(golden, copy);
        using var store = SqliteFailedEventStore.Open(copy);

        Assert.Equal(await File.ReadAllTextAsync(text), await TextOfAsync(store));
        var request = new BulkRequest { Kind = BulkOperationKind.Retry };
        Assert.Equal(3, (await store.BeginOperationAsync(Begun, request)).Total);
        var next = await store.LeaseOperationAsync(Step(9, 20), QueueSteps.Minute(30));
        Assert.Equal((0x1234UL, 1L), (next!.Id, next.Done));
    }

    private static async Task WriteAsync(string golden, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
        File.Delete(golden);
        using (var store = SqliteFailedEventStore.Open(golden))
        {
            await store.RecordAsync(
                new AppendId(1, 1),
                [
                    QueueSteps.Delivery("a"), QueueSteps.Delivery("b", FailedEventState.Rejected),
                    QueueSteps.Delivery("c", uncertain: new UncertainAppend(new AppendId(3, 4), 2, 17)),
                ]);
            await store.EditAsync(Step(1, 1), QueueSteps.KeyOf("b"), "mended"u8.ToArray());
            await store.BeginOperationAsync(Begun, new BulkRequest { Kind = BulkOperationKind.Retry });
            await store.LeaseOperationAsync(Step(2, 1), QueueSteps.Minute(10));
            await store.ReportOperationAsync(
                Step(3, 2), BulkReport.Advanced(0x1234, 0, [BulkOutcome.Accepted], QueueSteps.Minute(20)));
            await File.WriteAllTextAsync(text, await TextOfAsync(store));
        }

        using var database = new SqliteDatabase(golden, TimeSpan.FromSeconds(1));
        database.ReadText("PRAGMA journal_mode = DELETE");
    }

    private static async Task<string> TextOfAsync(SqliteFailedEventStore store)
    {
        var text = new StringBuilder();
        await foreach (var entry in store.QueryAsync(FailedEventQuery.All))
        {
            text.Append(entry.Key).Append(' ').Append(QueueSteps.WordsOf(entry.Progress)).Append('\n');
        }

        foreach (var operation in await store.ReadOperationsAsync(9))
        {
            text.Append(CultureInfo.InvariantCulture, $"{operation.IdText} {operation.Kind} by {operation.By}: ")
                .Append(CultureInfo.InvariantCulture, $"{operation.Note}, {operation.State}, {operation.Done} of ")
                .Append(CultureInfo.InvariantCulture, $"{operation.Total}, {operation.Lease?.Holder}, ")
                .AppendJoin(' ', Enum.GetValues<BulkOutcome>().Select(outcome => operation.Counts.Of(outcome)))
                .Append('\n');
        }

        foreach (var item in await store.ReadSelectionAsync(0x1234, 0, 9))
        {
            text.Append(item.Key).Append(' ').Append(item.Applies).Append('\n');
        }

        return text.ToString();
    }

    private static QueueStep Step(ulong number, int minute) =>
        new() { Id = new AppendId(2, number), By = "worker", At = QueueSteps.Minute(minute) };

    private static string PathOf(string name) =>
        Repository.PathOf("tests/EventNormalization.Sqlite.Tests/Golden/" + name);
}
