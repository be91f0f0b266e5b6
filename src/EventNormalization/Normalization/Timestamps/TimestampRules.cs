using System;
using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>How the values of timestamps are read.</summary>
/// <remarks>The defaults refuse every text with more than one reading.</remarks>
public sealed record TimestampRules
{
    /// <summary>UTC where no zone is named, and no guess anywhere.</summary>
    public static readonly TimestampRules Default = new();

    private readonly FrozenDictionary<string, DateTimeZone> _zonesByName =
        FrozenDictionary<string, DateTimeZone>.Empty;

    /// <summary>Which of day and month comes first in a numeric date where both are at most 12.</summary>
    public DateOrder DateOrder { get; init; } = DateOrder.Refuse;

    /// <summary>The zone of a local time that names none.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>
    /// What a local time means that occurs twice, when clocks go back, or never, when they go forward.
    /// </summary>
    public LocalTimeResolution LocalTimeResolution { get; init; } = LocalTimeResolution.Refuse;

    /// <summary>
    /// The last year, 0 to 99, that a two-digit year of a numeric date puts into this century (20xx); a larger one is
    /// 19xx. <see langword="null"/> refuses two-digit years of numeric dates. Without a <see cref="DateOrder"/>, a date
    /// that could as well begin with its year is still refused.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 99.</exception>
    public int? TwoDigitYearPivot
    {
        get;
        init
        {
            if (value is { } pivot)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(pivot);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(pivot, 99);
            }

            field = value;
        }
    }

    /// <summary>The unit of a number since 1970-01-01T00:00:00Z.</summary>
    public EpochUnit EpochUnit { get; init; } = EpochUnit.ByDigits;

    /// <summary>
    /// Zone names of this client beyond those of RFC 5322, such as <c>IST</c>; compared without case.
    /// </summary>
    /// <exception cref="ArgumentException">Two names differ only in case.</exception>
    public ImmutableDictionary<string, DateTimeZone> ZoneNames
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (ReferenceEquals(field, value))
            {
                // Every profile of a file varies another, and mostly keeps its names.
                return;
            }

            field = value;
            _zonesByName = FrozenDictionary.ToFrozenDictionary(value, StringComparer.OrdinalIgnoreCase);
        }
    } = ImmutableDictionary<string, DateTimeZone>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The instants that are believed.</summary>
    public PlausibleRange PlausibleRange { get; init; } = PlausibleRange.Default;

    /// <summary>The zone that the profile gives a name, or <see langword="null"/>.</summary>
    internal DateTimeZone? FindZone(ReadOnlySpan<char> name) =>
        _zonesByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var zone) ? zone : null;
}
