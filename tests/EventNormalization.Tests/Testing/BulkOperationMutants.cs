using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Tests.Testing;

/// <summary>For each sentence of the contract of operations a queue that breaks it.</summary>
internal static class BulkOperationMutants
{
    private const string Begin = nameof(IBulkOperationQueue.BeginOperationAsync);
    private const string Lease = nameof(IBulkOperationQueue.LeaseOperationAsync);
    private const string Report = nameof(IBulkOperationQueue.ReportOperationAsync);
    private const string Selection = nameof(IBulkOperationQueue.ReadSelectionAsync);
    private const string All = nameof(IBulkOperationQueue.ReadOperationsAsync);

    private static ulong _fresh = 1UL << 40;

    /// <summary>The mutants by the sentence that must catch them.</summary>
    public static IReadOnlyDictionary<string, Func<IBulkOperationQueue>> BySentence { get; } =
        new Dictionary<string, Func<IBulkOperationQueue>>
        {
            ["The entries of an operation are those that match when it begins, in order, whatever becomes of them"] =
                () => With(Begin, (arguments, _) => arguments[1] = Change((BulkRequest)arguments[1]!, where: true)),
            ["Many entries are chosen whole, and read from any place"] =
                () => With(Selection, (arguments, _) => arguments[2] = (int)arguments[2]! - 1),
            ["Named entries are kept in their order, each once, and it is told which there was something to do with"] =
                () => With(Begin, (arguments, _) => arguments[1] = Change((BulkRequest)arguments[1]!)),
            ["An operation says what, who, when and why, and the last begun is read first"] =
                () => Answering<IReadOnlyList<BulkOperation>>(All, (_, all) => new([.. all.Reverse()])),
            ["An operation without entries is done at once"] = () => Answering<BulkOperation>(
                Begin, (_, begun) => new(begun with { State = BulkOperationState.Running, EndedAt = null })),
            ["Nobody else gets a leased operation; after the lease the next holder does, the longest due first"] =
                () => With(Lease, (arguments, _) =>
                    arguments[1] = ((QueueStep)arguments[0]!).At + Duration.Epsilon),
            ["Many workers may lease at once, and one of them holds the operation"] = () =>
                Answering<BulkOperation?>(Lease, async (queue, leased) =>
                    leased ?? (await queue.ReadOperationsAsync(1) is [var first, ..] ? first : null)),
            ["What ended is removed after seven days, and what runs never is"] = () => With(
                Lease,
                (arguments, _) => arguments[0] = Later((QueueStep)arguments[0]!)),
            ["Outcomes count once, and an operation ends with its last entry"] = () => With(
                Report, async (arguments, queue) => arguments[1] = await FromWhereItStands(queue, arguments)),
            ["Each outcome is counted as what it is"] = () => With(
                Report, (arguments, _) => arguments[1] = Mapped((BulkReport)arguments[1]!)),
            ["Who has lost the lease reports nothing, and the next holder goes on from what was reported"] =
                () => With(Report, async (arguments, queue) => arguments[0] = await AsHolder(queue, arguments)),
            ["More outcomes than entries are refused, and change nothing"] = () => With(
                Report, async (arguments, queue) => arguments[1] = await Truncated(queue, (BulkReport)arguments[1]!)),
            ["What is postponed waits for its time, what is released does not, what failed has ended"] =
                () => With(Report, (arguments, _) => arguments[1] = ((BulkReport)arguments[1]!) switch
                {
                    { Kind: BulkReportKind.Postponed } report => BulkReport.Released(report.OperationId),
                    var report => report,
                }),
            ["The same step of an operation again changes nothing and gives the first answer"] =
                () => With(Lease, (arguments, _) => arguments[0] = Of(
                    (QueueStep)arguments[0]!, new AppendId(Interlocked.Increment(ref _fresh), 1))),
        };

    private static IBulkOperationQueue With(string method, Action<object?[], IBulkOperationQueue> change) =>
        With(method, (arguments, queue) =>
        {
            change(arguments, queue);
            return Task.CompletedTask;
        });

    /// <summary>A queue in memory whose method gets other arguments; it answers at once, so nothing waits.</summary>
    private static IBulkOperationQueue With(string method, Func<object?[], IBulkOperationQueue, Task> change)
    {
        var inner = new InMemoryFailedEventStore();
        return Interception.Around<IBulkOperationQueue>(inner, (called, arguments, call) =>
        {
            if (called.Name == method)
            {
                Assert(change(arguments, inner));
            }

            return call();
        });
    }

    private static void Assert(Task changed) => Xunit.Assert.True(changed.IsCompletedSuccessfully);

    private static IBulkOperationQueue Answering<T>(string method, Func<IBulkOperationQueue, T, ValueTask<T>> change)
    {
        var inner = new InMemoryFailedEventStore();
        return Interception.Around<IBulkOperationQueue>(inner, (called, _, call) => called.Name == method
            ? Interception.Boxed(Interception.After<T>(call(), answer => change(inner, answer)))
            : call());
    }

    private static BulkRequest Change(BulkRequest request, bool where = false) => new()
    {
        Kind = request.Kind,
        Where = where ? EventPredicate.Everything : request.Where,
        Archived = request.Archived,
        Keys = request.Keys is null ? null : [.. request.Keys.Reverse()],
    };

    private static QueueStep Of(QueueStep step, AppendId id, string? by = null) =>
        new() { Id = id, By = by ?? step.By, At = step.At, Note = step.Note };

    private static QueueStep Later(QueueStep step) =>
        new() { Id = step.Id, By = step.By, At = step.At + Duration.FromMinutes(1), Note = step.Note };

    private static async Task<BulkReport> FromWhereItStands(IBulkOperationQueue queue, object?[] arguments)
    {
        var report = (BulkReport)arguments[1]!;
        var stands = await queue.FindOperationAsync(report.OperationId);
        BulkOutcome[] outcomes = [.. report.Outcomes.Take((int)(stands!.Total - stands.Done))];
        return BulkReport.Advanced(report.OperationId, stands.Done, outcomes, report.Until);
    }

    private static BulkReport Mapped(BulkReport report) => BulkReport.Advanced(
        report.OperationId,
        report.First,
        [.. report.Outcomes.Select(outcome => outcome == BulkOutcome.Parked ? BulkOutcome.Deferred : outcome)],
        report.Until);

    private static async Task<QueueStep> AsHolder(IBulkOperationQueue queue, object?[] arguments)
    {
        var stands = await queue.FindOperationAsync(((BulkReport)arguments[1]!).OperationId);
        var step = (QueueStep)arguments[0]!;
        return Of(step, step.Id, stands!.Lease?.Holder);
    }

    private static async Task<BulkReport> Truncated(IBulkOperationQueue queue, BulkReport report)
    {
        var stands = await queue.FindOperationAsync(report.OperationId);
        return BulkReport.Advanced(
            report.OperationId,
            report.First,
            [.. report.Outcomes.Take((int)(stands!.Total - stands.Done))],
            report.Until);
    }
}
