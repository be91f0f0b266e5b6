using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>Groups by the whole hour of UTC.</summary>
internal sealed class HourKey() : GroupKey("hour")
{
    private const long HourSeconds = 3600;

    internal override string? FieldName => null;

    internal override bool KeepsHoursWhole => true;

    public override bool Equals(GroupKey? other) => other is HourKey;

    public override int GetHashCode() => nameof(HourKey).Length;

    internal override FieldValue? Of(NormalizedEvent record) => FieldValue.FromInstant(StartOf(record.Timestamp));

    /// <summary>When the hour of an instant begins.</summary>
    private static Instant StartOf(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        var past = ((seconds % HourSeconds) + HourSeconds) % HourSeconds;
        return Instant.FromUnixTimeSeconds(seconds - past);
    }
}
