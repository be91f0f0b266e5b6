using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <summary>Takes the steps of one queue, each under its own name, at minutes after a common start.</summary>
internal sealed class QueueSteps(IFailedEventQueue queue)
{
    public static readonly FieldError[] Reasons =
        [new FieldError { Code = "store.unavailable", Field = "store", Expected = "a store that answers" }];

    private ulong _sequence;

    public IFailedEventQueue Queue { get; } = queue;

    public static Instant Minute(int minute) => Received + Duration.FromMinutes(minute);

    public static ContentHash KeyOf(string raw) => ContentHash.Of(Encoding.UTF8.GetBytes(raw));

    public static FailedDelivery Delivery(
        string raw, FailedEventState state = FailedEventState.Pending, UncertainAppend? uncertain = null) => new()
        {
            Raw = Encoding.UTF8.GetBytes(raw),
            ReceivedAt = Received,
            State = state,
            Reasons = Reasons,
            ClientId = "c",
            Uncertain = uncertain,
        };

    public QueueStep Step(int minute = 0, string by = "worker") => new()
    {
        Id = new AppendId(7, Interlocked.Increment(ref _sequence)),
        By = by,
        At = Minute(minute),
        Note = "why",
    };

    public ValueTask RecordAsync(params FailedDelivery[] deliveries) =>
        Queue.RecordAsync(new AppendId(8, Interlocked.Increment(ref _sequence)), deliveries);

    /// <summary>Leases for ten minutes; the names are of a run of the minute.</summary>
    public ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(int minute = 0, string by = "worker", int countMax = 1) =>
        Queue.LeaseAsync(Step(minute, by), Request(minute, countMax));

    public LeaseRequest Request(int minute, int countMax = 1) => new()
    {
        Until = Minute(minute + 10),
        FirstName = new AppendId(9, 1000 * Interlocked.Increment(ref _sequence)),
        CountMax = countMax,
    };

    public async Task<FailedEvent> FindAsync(string raw) => (await Queue.FindAsync(KeyOf(raw))).Present();

    public async Task<AppendId> LeasedNameAsync(int minute = 0, string by = "worker") =>
        (await LeaseAsync(minute, by)).Single().Progress.RetryName.Present();

    public async Task<QueueOutcome> SettleAsync(Settlement settlement, int minute = 0, string by = "worker") =>
        (await Queue.SettleAsync(Step(minute, by), [settlement])).Single();

    public async Task<QueueOutcome> AcceptAsync(string raw, AppendId name, int minute = 0, string by = "worker") =>
        await SettleAsync(Settlement.Accepted(KeyOf(raw), name, Event().Id), minute, by);

    public async Task<QueueOutcome> ResolveAsync(UncertainResolution resolution) =>
        (await Queue.ResolveAsync(Step(), [resolution])).Single();

    public async Task<QueueOutcome> DiscardAsync(string raw) =>
        (await Queue.DiscardAsync(Step(by: "ann"), [KeyOf(raw)])).Single();

    public async Task<QueueOutcome> ArchiveAsync(string raw) =>
        (await Queue.ArchiveAsync(Step(by: "ann"), [KeyOf(raw)])).Single();

    public async Task<QueueOutcome> ReopenAsync(string raw) =>
        (await Queue.ReopenAsync(Step(1, "bob"), [KeyOf(raw)])).Single();

    public async Task<QueueOutcome> EditAsync(string raw, string content) =>
        await Queue.EditAsync(Step(2, "cy"), KeyOf(raw), Encoding.UTF8.GetBytes(content));

    /// <summary>The state and the counts of an entry that are not 0, in words.</summary>
    public async Task<string> TextAsync(string raw) => WordsOf((await FindAsync(raw)).Progress);

    public async Task<List<FailedStatistics>> StatisticsAsync()
    {
        var all = new List<FailedStatistics>();
        await foreach (var client in Queue.ReadStatisticsAsync())
        {
            all.Add(client);
        }

        return all;
    }

    public async Task<List<FailedEvent>> QueryAsync(FailedEventQuery query)
    {
        var all = new List<FailedEvent>();
        await foreach (var entry in Queue.QueryAsync(query))
        {
            all.Add(entry);
        }

        return all;
    }

    public async Task<string[]> RawsAsync(FailedEventQuery query) =>
        [.. (await QueryAsync(query)).Select(entry => Encoding.UTF8.GetString(entry.Raw.Span))];

    public static string WordsOf(FailedProgress progress)
    {
        var counts = progress.Counts;
        (string Word, long Count)[] all =
        [
            ("pending", counts.Pending), ("retrying", counts.Retrying), ("parked", counts.Parked),
            ("rejected", counts.Rejected), ("conflict", counts.Conflict), ("discarded", counts.Discarded),
            ("settled", counts.Settled), ("already counted", counts.AlreadyCounted), ("uncertain", counts.Uncertain),
        ];
        return $"{progress.State} {progress.Generation}: "
            + string.Join(", ", all.Where(one => one.Count != 0).Select(one => $"{one.Count} {one.Word}"));
    }
}
