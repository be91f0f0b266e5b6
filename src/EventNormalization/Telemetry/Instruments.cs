using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EventNormalization.Telemetry;

/// <summary>What the core measures, and the source of its activities. Thread-safe.</summary>
/// <remarks>
/// A tag has one of a closed set of values. Nobody takes a time or makes a tag before he knows that somebody listens.
/// </remarks>
internal static class Instruments
{
    public const string ErrorType = "error.type";
    public const string Outcome = "outcome";
    public const string Store = "store";
    public const string Operation = "operation";

    public static readonly ActivitySource Activities = new(EventNormalizationTelemetry.ActivitySourceName);

    private static readonly Meter Meter = new(EventNormalizationTelemetry.MeterName);

    public static readonly Counter<long> Ingested = Meter.CreateCounter<long>(
        "eventnormalization.events.ingested", "{delivery}", "Deliveries that were answered, by outcome.");

    public static readonly Counter<long> Reasons = Meter.CreateCounter<long>(
        "eventnormalization.events.reasons",
        "{reason}",
        "Reasons of deliveries that became failed events, by reason code.");

    public static readonly Histogram<double> IngestDuration = CreateDuration(
        "eventnormalization.ingest.duration", "How long a call of the pipeline, or a step of a stream, took.");

    public static readonly Histogram<double> StoreDuration = CreateDuration(
        "eventnormalization.store.operation.duration", "How long a call of a store took.");

    public static readonly Histogram<long> GroupSize = Meter.CreateHistogram(
        "eventnormalization.store.group.size",
        "{call}",
        "How many calls went into the event store in one step.",
        advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
        });

    public static readonly Counter<long> UncertainAppends = Meter.CreateCounter<long>(
        "eventnormalization.store.uncertain_appends",
        "{append}",
        "Appends that may have taken effect and had no answer, however often the store was asked.");

    public static readonly Counter<long> Retried = Meter.CreateCounter<long>(
        "eventnormalization.retry.events", "{delivery}", "Deliveries of failed events that were retried, by outcome.");

    public static readonly Histogram<double> RetryDuration = CreateDuration(
        "eventnormalization.retry.duration", "How long a pass over failed events took.");

    private static Histogram<double> CreateDuration(string name, string description) => Meter.CreateHistogram(
        name,
        "s",
        description,
        advice: new InstrumentAdvice<double>
        {
            // Without advice the buckets are for milliseconds, and all seconds would be in the first.
            HistogramBucketBoundaries =
                [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
}
