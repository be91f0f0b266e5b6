using System;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Api.Acts;

/// <summary>Goes on with bulk operations for as long as the host runs, those of hosts that died among them.</summary>
/// <remarks>
/// It stops after the step under way and gives its operation free. A failure that no waiting mends ends that operation
/// and is logged; the others go on.
/// </remarks>
internal sealed partial class BulkOperationService(
    IServiceProvider services, OperationFeed feed, TimeProvider time, ILogger<BulkOperationService> logger)
    : BackgroundService
{
    private static readonly TimeSpan DelayAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (KeptOperations.Find(services) is not { } operations)
                {
                    return;
                }

                await NewWorker(operations).RunAsync(Tell, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (StoreGuard.IsOfStore(exception))
            {
                // Neither the host nor the other operations end for it.
                OperationFailed(exception);
                await WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private BulkWorker NewWorker(IBulkOperationQueue operations) => new(
        services.GetRequiredService<EventIdentifier>(),
        services.GetRequiredService<IEventStore>(),
        operations,
        services.GetRequiredService<RetryWorkerOptions>() with { By = "operation worker" });

    private void Tell(BulkOperation operation)
    {
        feed.Publish(operation);
        if (operation.Error.Length > 0)
        {
            OperationHeld(operation.Id, operation.State, operation.Error);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(DelayAfterFailure, time, stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host stops, which the loop sees.
        }
    }

    [LoggerMessage(EventId = 1205, EventName = "OperationFailed", Level = LogLevel.Error,
        Message = "Operations on failed events rest for some seconds: a store failed.")]
    private partial void OperationFailed(Exception exception);

    [LoggerMessage(EventId = 1207, EventName = "OperationHeld", Level = LogLevel.Warning,
        Message = "The operation {OperationId} on failed events is {State}: {Why}")]
    private partial void OperationHeld(ulong operationId, BulkOperationState state, string why);
}
