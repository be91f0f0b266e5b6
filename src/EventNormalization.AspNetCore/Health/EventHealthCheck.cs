using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace EventNormalization.Health;

/// <summary>Asks both stores how they are, and says it without a path, a client or a payload.</summary>
internal sealed partial class EventHealthCheck(IServiceProvider provider, ILogger<EventHealthCheck> logger)
    : IHealthCheck
{
    private static readonly FailedEventQuery Oldest = new()
    {
        Where = EventPredicate.AnyOf(
            EventPredicate.State(FailedEventState.Pending),
            EventPredicate.State(FailedEventState.Retrying),
            EventPredicate.State(FailedEventState.Parked),
            EventPredicate.State(FailedEventState.Rejected),
            EventPredicate.State(FailedEventState.Conflict)),
        Page = new PageRequest { SortBy = SortKey.FirstSeen, Direction = SortDirection.Ascending, CountMax = 1 },
    };

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var report = await ReadAsync(cancellationToken).ConfigureAwait(false);
            return report.ToResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // Its message names files: it is for the log, and not for whoever asks.
            CannotRead(logger, exception);
            return new HealthCheckResult(HealthStatus.Unhealthy, "A store cannot be read; the host's log says why.");
        }
    }

    [LoggerMessage(EventId = 130, Level = LogLevel.Error, Message = "The health check could not read a store.")]
    private static partial void CannotRead(ILogger logger, Exception exception);

    private async Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        var failed = provider.GetRequiredService<IFailedEventStore>();
        var conservation = await Conservation.ReadAsync(
            provider.GetRequiredService<IEventReader>(), failed, cancellationToken).ConfigureAwait(false);
        var counts = conservation.Failed;
        var waiting = counts.Deferred + counts.Parked + counts.Rejected + counts.Conflict;
        var oldest = waiting == 0
            ? []
            : await FirstAsync(failed.QueryAsync(Oldest, cancellationToken)).ConfigureAwait(false);
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow().ToInstant();
        return new HealthReport(provider)
        {
            Conservation = conservation,
            Waiting = waiting,
            OldestAge = oldest.Select(since => Duration.Max(now - since, Duration.Zero)).FirstOrDefault(Duration.Zero),
        };
    }

    private static async Task<IReadOnlyList<Instant>> FirstAsync(IAsyncEnumerable<FailedEvent> entries)
    {
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            return [entry.FirstReceivedAt];
        }

        return [];
    }
}
