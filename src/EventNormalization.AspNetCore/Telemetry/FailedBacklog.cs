using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventNormalization.Telemetry;

/// <summary>Measures how many deliveries wait as failed events, while somebody listens.</summary>
/// <remarks>
/// The store is asked each <see cref="Period"/>, and never by whoever collects measurements, who would wait for it. The
/// meter is the host's and ends with it; it has the name of the core's.
/// </remarks>
internal sealed partial class FailedBacklog : IHostedService, IDisposable
{
    /// <summary>The name of the instrument.</summary>
    public const string InstrumentName = "eventnormalization.failed_events";

    /// <summary>How often the store is asked.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly IFailedEventStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<FailedBacklog> _logger;
    private readonly ObservableGauge<long> _gauge;
    private readonly CancellationTokenSource _stopping = new();
    private volatile Measurement<long>[] _last = [];
    private ITimer? _timer;
    private int _isReading;

    public FailedBacklog(
        IFailedEventStore store, IMeterFactory meters, TimeProvider time, ILogger<FailedBacklog> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        _gauge = meters.Create(EventNormalizationTelemetry.MeterName).CreateObservableGauge(
            InstrumentName,
            () => (IEnumerable<Measurement<long>>)_last,
            "{delivery}",
            "Deliveries that are kept as failed events and are not done with, by state.");
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = _time.CreateTimer(static state => ((FailedBacklog)state!).Look(), this, TimeSpan.Zero, Period);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_timer is { } timer)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Asks the store, if anybody wants to know and it is not being asked.</summary>
    private void Look()
    {
        if (_gauge.Enabled && Interlocked.Exchange(ref _isReading, 1) == 0)
        {
            _ = ReadAsync(_stopping.Token);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counts = default(FailedCounts);
            await foreach (var client in _store.ReadStatisticsAsync(cancellationToken).ConfigureAwait(false))
            {
                counts += client.Counts;
            }

            _last =
            [
                Of("pending", counts.Pending), Of("retrying", counts.Retrying), Of("parked", counts.Parked),
                Of("rejected", counts.Rejected), Of("conflict", counts.Conflict),
            ];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception exception)
        {
            // A measurement is no reason to end a host; what was known is no longer told as if it were.
            _last = [];
            NotRead(_logger, exception);
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    private static Measurement<long> Of(string state, long count) =>
        new(count, new KeyValuePair<string, object?>("state", state));

    [LoggerMessage(EventId = 161, EventName = "BacklogNotRead", Level = LogLevel.Warning,
        Message = "The failed-event store did not say how many failed events there are; their measurement rests.")]
    private static partial void NotRead(ILogger logger, Exception exception);
}
