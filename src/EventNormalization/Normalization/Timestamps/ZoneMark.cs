using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>What a text says about the zone of its local time: nothing, an offset, or a zone.</summary>
/// <remarks><c>default</c> says nothing, so the profile's zone applies.</remarks>
internal readonly struct ZoneMark
{
    public static readonly ZoneMark Utc = new(0);

    private ZoneMark(int offsetSeconds, bool hasOffset, DateTimeZone? zone)
    {
        OffsetSeconds = offsetSeconds;
        HasOffset = hasOffset;
        Zone = zone;
    }

    public ZoneMark(int offsetSeconds)
        : this(offsetSeconds, hasOffset: true, zone: null)
    {
    }

    public ZoneMark(DateTimeZone zone)
        : this(0, hasOffset: false, zone)
    {
    }

    public int OffsetSeconds { get; }

    public bool HasOffset { get; }

    /// <summary>The zone of the local time; beside an offset, the zone that must have had this offset.</summary>
    public DateTimeZone? Zone { get; }

    public bool IsNone => !HasOffset && Zone is null;

    /// <summary>This offset, which counts only if the zone had it at that time.</summary>
    public ZoneMark CheckedBy(DateTimeZone zone) => new(OffsetSeconds, HasOffset, zone);
}
