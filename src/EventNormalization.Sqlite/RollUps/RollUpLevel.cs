using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>A level of the roll-ups: which time one of them is over, and how they stand in the file.</summary>
/// <remarks>
/// Roll-ups of one client and of neighbouring times stand in one row, since a row of its own would take several times
/// its bytes, and a page for each event. Changes of a slot, which is several such rows of each client, stand together
/// until they are worth adding to the rows.
/// </remarks>
internal sealed class RollUpLevel
{
    /// <summary>Over all time, by client, metric and currency.</summary>
    public static readonly RollUpLevel AllTime = new()
    {
        Number = 0,
        HourCount = 0,
        BucketLength = 1,
        SlotLength = 1,
        IsByMetric = true,
        GroupCountMax = 32_768,
    };

    /// <summary>By client, currency and day of UTC; a row has 64 days, a slot about a year.</summary>
    public static readonly RollUpLevel Day = new()
    {
        Number = 1,
        HourCount = 24,
        BucketLength = 64,
        SlotLength = 384,
        IsByMetric = false,
        GroupCountMax = 131_072,
    };

    /// <summary>By client, metric, currency and hour of UTC; a row has a day, a slot a week.</summary>
    public static readonly RollUpLevel Hour = new()
    {
        Number = 2,
        HourCount = 1,
        BucketLength = 24,
        SlotLength = 168,
        IsByMetric = true,
        GroupCountMax = 32_768,
    };

    public static readonly ImmutableArray<RollUpLevel> All = [AllTime, Day, Hour];

    public required int Number { get; init; }

    /// <summary>How many hours a roll-up is over; 0 for all time.</summary>
    public required int HourCount { get; init; }

    /// <summary>How many times stand in one row.</summary>
    public required int BucketLength { get; init; }

    /// <summary>How many times a slot has; whole rows of them.</summary>
    public required int SlotLength { get; init; }

    public required bool IsByMetric { get; init; }

    /// <summary>With so many changed roll-ups the deltas of a slot are added to the rows.</summary>
    public required long GroupCountMax { get; init; }

    /// <summary>The roll-up of this level that a roll-up of an hour belongs to.</summary>
    public RollUpKey KeyOf(RollUpKey ofHour) => ofHour with
    {
        Time = HourCount == 0 ? 0 : FloorDivide(ofHour.Time, HourCount),
        Metric = IsByMetric ? ofHour.Metric : 0,
    };

    public long BucketOf(long time) => FloorDivide(time, BucketLength);

    public long SlotOf(long time) => FloorDivide(time, SlotLength);

    /// <summary>The quotient, rounded towards the past, also before 1970.</summary>
    public static long FloorDivide(long value, long divisor) =>
        (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
