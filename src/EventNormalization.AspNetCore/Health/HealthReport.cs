using System;
using System.Collections.Generic;
using System.Globalization;
using EventNormalization.Retries;
using EventNormalization.Simulation;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Health;

/// <summary>What a health check found, and what it says of it.</summary>
internal sealed class HealthReport(IServiceProvider provider)
{
    private readonly EventNormalizationOptions _options =
        provider.GetRequiredService<IOptions<EventNormalizationOptions>>().Value;

    private readonly FaultSwitch? _faults = provider.GetService<FaultSwitch>();
    private readonly RetryState _retries = provider.GetRequiredService<RetryState>();
    private readonly List<string> _sentences = [];
    private HealthStatus _status = HealthStatus.Healthy;

    /// <summary>The counts of both stores.</summary>
    public required Conservation Conservation { get; init; }

    /// <summary>Deliveries that wait as failed events, for a retry or for somebody.</summary>
    public required long Waiting { get; init; }

    /// <summary>How long the oldest of them has waited; zero if there is none.</summary>
    public required Duration OldestAge { get; init; }

    public HealthCheckResult ToResult()
    {
        SayIf(!Conservation.Holds, HealthStatus.Unhealthy, $"Not every delivery is counted once ({Conservation}).");
        SayIf(_retries.End is not null, HealthStatus.Unhealthy, $"Failed events are no longer retried.");
        SayIf(Waiting > _options.FailedEventsMax, HealthStatus.Degraded,
            $"{Waiting} deliveries wait as failed events, more than {_options.FailedEventsMax}.");
        SayIf(OldestAge > Duration.FromTimeSpan(_options.FailedAgeMax), HealthStatus.Degraded,
            $"The oldest failed event has waited for {Text(OldestAge)}, more than {_options.FailedAgeMax:c}.");
        if (_faults?.Until is { } until)
        {
            SayIf(true, HealthStatus.Degraded,
                $"A simulation makes the stores fail until {InstantPattern.General.Format(until)}.");
        }

        return new HealthCheckResult(
            _status,
            _sentences.Count == 0 ? "Every delivery is counted once." : string.Join(' ', _sentences),
            exception: null,
            Data());
    }

    private Dictionary<string, object> Data() => new(StringComparer.Ordinal)
    {
        ["received"] = Conservation.ReceivedCount,
        ["conserved"] = Conservation.Holds,
        ["failed_events"] = Waiting,
        ["oldest_failed_seconds"] = (long)OldestAge.TotalSeconds,
        ["simulation"] = _faults is { IsOff: false },
    };

    private void SayIf(bool isSo, HealthStatus status, FormattableString sentence)
    {
        if (isSo)
        {
            _sentences.Add(sentence.ToString(CultureInfo.InvariantCulture));
            _status = (HealthStatus)int.Min((int)_status, (int)status);
        }
    }

    private static string Text(Duration age) =>
        age.ToTimeSpan().ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
