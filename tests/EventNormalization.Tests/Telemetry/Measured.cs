using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace EventNormalization.Tests.Telemetry;

/// <summary>All that the library measures and traces while this lives, as lines.</summary>
internal sealed class Measured : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private readonly List<string> _lines = [];
    private readonly List<Activity> _ended = [];

    public Measured()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EventNormalizationTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            Add(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            Add(instrument, value.ToString("0.###", CultureInfo.InvariantCulture), tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EventNormalizationTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (_lock)
                {
                    _ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>Instrument, value and tags, in order.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The activities that ended, in order.</summary>
    public IReadOnlyList<Activity> Ended
    {
        get
        {
            lock (_lock)
            {
                return [.. _ended];
            }
        }
    }

    public IEnumerable<string> Of(string instrument) => Lines
        .Where(line => line.StartsWith(instrument + " ", StringComparison.Ordinal))
        .Select(line => line[(instrument.Length + 1)..]);

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Add(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = instrument.Name + " " + value;
        foreach (var (name, tag) in tags)
        {
            line += $" {name}={tag}";
        }

        lock (_lock)
        {
            _lines.Add(line);
        }
    }
}
