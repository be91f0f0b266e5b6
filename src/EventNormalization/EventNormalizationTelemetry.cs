namespace EventNormalization;

/// <summary>The names under which the library measures and traces itself, for those who listen.</summary>
/// <remarks>
/// docs/telemetry.md lists what is measured. While nobody listens it costs nothing. No name, tag or value has a client
/// id or anything of an event in it.
/// </remarks>
public static class EventNormalizationTelemetry
{
    /// <summary>The name of the meter, <c>EventNormalization</c>.</summary>
    public const string MeterName = "EventNormalization";

    /// <summary>The name of the source of activities, <c>EventNormalization</c>.</summary>
    public const string ActivitySourceName = "EventNormalization";
}
