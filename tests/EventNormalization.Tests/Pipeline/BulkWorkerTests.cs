using System;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Tests.Testing;
using Xunit;
using Xunit.Sdk;

namespace EventNormalization.Tests.Pipeline;

/// <summary>Operations over stores in memory.</summary>
public sealed class BulkWorkerTests
{
    [Theory]
    [MemberData(nameof(BulkScenarios.Names), MemberType = typeof(BulkScenarios))]
    public Task In_memory(string scenario) => BulkScenarios.RunAsync(scenario, Open);

    [Fact]
    public async Task A_queue_that_takes_the_report_of_a_paused_worker_is_caught()
    {
        await Assert.ThrowsAnyAsync<XunitException>(() => BulkScenarios.RunPausedAsync(
            Open,
            queue => Interception.Around(queue, (method, arguments, call) =>
                method.Name == nameof(IBulkOperationQueue.ReportOperationAsync)
                    ? Interception.Boxed(ForgeAsync(queue, arguments, call))
                    : call())));
    }

    private static (IEventStore Events, IBulkOperationQueue Queue) Open() =>
        (new InMemoryEventStore(), new InMemoryFailedEventStore());

    /// <summary>Reports in the name of the holder, and from wherever the operation stands.</summary>
    private static async ValueTask<QueueOutcome> ForgeAsync(
        IBulkOperationQueue queue, object?[] arguments, Func<object?> call)
    {
        var report = (BulkReport)arguments[1]!;
        var step = (QueueStep)arguments[0]!;
        var stands = (await queue.FindOperationAsync(report.OperationId))!;
        if (stands.Lease is { } lease && report.Kind == BulkReportKind.Advanced)
        {
            arguments[0] = new QueueStep { Id = step.Id, By = lease.Holder, At = step.At };
            arguments[1] = BulkReport.Advanced(stands.Id, stands.Done, report.Outcomes, report.Until);
        }

        return await (ValueTask<QueueOutcome>)call()!;
    }
}
