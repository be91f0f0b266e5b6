using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>Two stores with failed events of each kind, and the truth about what an operation makes of them.</summary>
internal sealed class BulkWorld((IEventStore Events, IBulkOperationQueue Queue) stores, Instant start)
{
    private const ulong Run = 77;
    private const int BatchCount = 5_000;

    private static readonly EventIdentifier Identifier = new(EventSchema.Default);

    public IEventStore Events { get; } = stores.Events;

    public IBulkOperationQueue Queue { get; } = stores.Queue;

    public FakeTimeProvider Time { get; } = new(start.ToDateTimeOffset());

    public RetryWorkerOptions Options => new() { Time = Time, By = "ann" };

    private Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>
    /// Of each ten, one is another spelling of the one before it and one is not understood; of each twenty, one had no
    /// answer to an append that never came to be; the first three are discarded.
    /// </summary>
    public async Task RecordAsync(int count)
    {
        for (var first = 0; first < count; first += BatchCount)
        {
            await Queue.RecordAsync(
                new AppendId(Run, (ulong)first + 1),
                [.. Enumerable.Range(first, int.Min(BatchCount, count - first)).Select(NewDelivery)]);
        }

        await Queue.DiscardAsync(NewStep(1UL << 40), [KeyOf(0), KeyOf(1), KeyOf(2)]);
    }

    public ValueTask<BulkOperation> BeginAsync(BulkOperationKind kind) => Queue.BeginOperationAsync(
        NewStep(1, Run + 1), new BulkRequest { Kind = kind });

    public BulkWorker NewWorker(
        Func<IEventStore, IEventStore>? around = null,
        Func<IBulkOperationQueue, IBulkOperationQueue>? aroundQueue = null) => new(
            Identifier, around?.Invoke(Events) ?? Events, aroundQueue?.Invoke(Queue) ?? Queue, Options);

    /// <summary>Has new workers go on until the operation has ended.</summary>
    public async Task<BulkOperation> EndAsync(ulong id)
    {
        for (var count = 0; count < 1_000; count++)
        {
            var operation = (await Queue.FindOperationAsync(id))!;
            if (operation.State != BulkOperationState.Running)
            {
                return operation;
            }

            if (await NewWorker().RunOnceAsync() is null)
            {
                Time.Advance(TimeSpan.FromSeconds(10));
            }
        }

        throw new InvalidOperationException("The operation does not end.");
    }

    public async Task<ContentHash[]> KeysAsync() =>
        [.. (await Queue.ReadSelectionAsync(Run + 1, 0, 1_000)).Select(entry => entry.Key)];

    /// <summary>The counts of an operation on so many entries.</summary>
    public static BulkCounts Expected(BulkOperationKind kind, int count)
    {
        var rest = count - 3;
        var refused = Enumerable.Range(3, rest).Count(IsRefused);
        var spelled = Enumerable.Range(3, rest).Count(IsSpelling);
        return kind switch
        {
            BulkOperationKind.Retry => new BulkCounts
            {
                Accepted = rest - refused - spelled,
                Duplicates = spelled,
                Rejected = refused,
                Ignored = 3,
            },
            BulkOperationKind.Discard => new BulkCounts { Discarded = rest, Ignored = 3 },
            BulkOperationKind.Archive => new BulkCounts { Archived = count },
            _ => new BulkCounts { Reopened = count },
        };
    }

    public async Task AssertAsync(BulkOperation done, int count)
    {
        var expected = Expected(done.Kind, count);
        Assert.Equal((BulkOperationState.Done, (long)count, ""), (done.State, done.Done, done.Error));
        Assert.Equal(expected, done.Counts);
        var conservation = await Conservation.ReadAsync(Events, Queue);
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(
            expected.Accepted, (await Events.ReadTotalsAsync(TotalsQuery.All)).Sum(group => group.Count));
        Assert.Equal(count, conservation.ReceivedCount);
    }

    private static bool IsSpelling(int i) => i % 10 == 5;

    private static bool IsRefused(int i) => i % 10 == 7;

    private static string RawOf(int i) => IsRefused(i)
        ? FormattableString.Invariant($$"""{"client_id":"c","metric":"m","number":{{i}}}""")
        : IsSpelling(i)
            ? FormattableString.Invariant($$"""{"client_id":"c", "metric":"m","amount":{{i - 1}},"ts":1705314600}""")
            : FormattableString.Invariant($$"""{"client_id":"c","metric":"m","amount":{{i}},"ts":1705314600}""");

    private static ContentHash KeyOf(int i) => ContentHash.Of(Encoding.UTF8.GetBytes(RawOf(i)));

    private static FailedDelivery NewDelivery(int i) => new()
    {
        Raw = Encoding.UTF8.GetBytes(RawOf(i)),
        ReceivedAt = Instant.FromUtc(2024, 5, 1, 0, 0),
        State = IsRefused(i) ? FailedEventState.Rejected : FailedEventState.Pending,
        Reasons = [new FieldError { Code = "store.unavailable", Field = "store", Expected = "a store that answers" }],
        ClientId = "c",
        Uncertain = i % 20 == 9 ? new UncertainAppend(new AppendId(5, (ulong)i), 0) : null,
    };

    private QueueStep NewStep(ulong sequence, ulong run = Run) =>
        new() { Id = new AppendId(run, sequence), By = "ann", At = Now, Note = "all" };
}
