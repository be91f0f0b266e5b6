using System;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventNormalization.Telemetry;

/// <summary>One thing that takes time, from its making to its disposal: a duration, and an activity.</summary>
/// <remarks>Made only if somebody listens. Not thread-safe.</remarks>
internal sealed class Measurement : IDisposable
{
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;
    private readonly Activity? _activity;
    private readonly long _start;
    private TagList _tags;

    /// <summary>Begins.</summary>
    /// <param name="duration">Takes the time.</param>
    /// <param name="activity">The name of the activity.</param>
    /// <param name="time">Says how long it took.</param>
    /// <param name="tags">Tags of both.</param>
    public Measurement(Histogram<double> duration, string activity, TimeProvider time, TagList tags)
    {
        (_duration, _time, _tags) = (duration, time, tags);
        _activity = Instruments.Activities.StartActivity(activity);
        foreach (var (name, value) in tags)
        {
            _activity?.SetTag(name, value);
        }

        _start = time.GetTimestamp();
    }

    /// <summary>Whether anybody wants this duration, or activities.</summary>
    public static bool IsWanted(Histogram<double> duration) =>
        duration.Enabled || Instruments.Activities.HasListeners();

    /// <summary>Says more in the activity.</summary>
    public void Note(string name, long value) => _activity?.SetTag(name, value);

    /// <summary>Says how it failed: a name of a closed set, never the message, which may quote an event.</summary>
    /// <returns>Always <see langword="false"/>: it is a filter that looks and lets the exception go on.</returns>
    public bool Fails(string errorType)
    {
        _tags.Add(Instruments.ErrorType, errorType);
        _activity?.SetTag(Instruments.ErrorType, errorType);
        _activity?.SetStatus(ActivityStatusCode.Error);
        return false;
    }

    public void Dispose()
    {
        _duration.Record(_time.GetElapsedTime(_start).TotalSeconds, _tags);
        _activity?.Dispose();
    }
}
