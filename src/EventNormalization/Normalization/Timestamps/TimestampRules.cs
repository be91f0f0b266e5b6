using System;
using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>How the values of timestamps are read.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>; equal when they say the same, of zones of one provider. The defaults refuse
/// every text with more than one reading.
/// </remarks>
public sealed record TimestampRules
{
    /// <summary>UTC where no zone is named, and no guess anywhere.</summary>
    public static readonly TimestampRules Default = new();

    private readonly EqualMap<DateTimeZone> _zoneNames =
        new(ImmutableDictionary<string, DateTimeZone>.Empty, StringComparer.OrdinalIgnoreCase);

    private readonly Derived<FrozenDictionary<string, DateTimeZone>> _zonesByName =
        new(FrozenDictionary<string, DateTimeZone>.Empty);

    /// <summary>Which of day and month comes first in a numeric date where both are at most 12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public DateOrder DateOrder { get; init => field = EnumGuard.Checked(value); } = DateOrder.Refuse;

    /// <summary>The zone of a local time that names none.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>
    /// What a local time means that occurs twice, when clocks go back, or never, when they go forward.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public LocalTimeResolution LocalTimeResolution
    {
        get;
        init => field = EnumGuard.Checked(value);
    }

    = LocalTimeResolution.Refuse;

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
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public EpochUnit EpochUnit { get; init => field = EnumGuard.Checked(value); } = EpochUnit.ByDigits;

    /// <summary>
    /// Zone names of this client beyond those of RFC 5322, such as <c>IST</c>; compared without case.
    /// </summary>
    /// <exception cref="ArgumentException">Two names differ only in case.</exception>
    public ImmutableDictionary<string, DateTimeZone> ZoneNames
    {
        get => _zoneNames.Items;
        init
        {
            if (ReferenceEquals(_zoneNames.Items, value))
            {
                // Every profile of a file varies another, and mostly keeps its names.
                return;
            }

            _zoneNames = new(value, StringComparer.OrdinalIgnoreCase);
            if (_zoneNames.Items.Count != value.Count)
            {
                throw new ArgumentException("Two names differ only in case.", nameof(value));
            }

            _zonesByName = new(FrozenDictionary.ToFrozenDictionary(value, StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>The instants that are believed.</summary>
    public PlausibleRange PlausibleRange { get; init; } = PlausibleRange.Default;

    /// <summary>The zone that the profile gives a name, or <see langword="null"/>.</summary>
    internal DateTimeZone? FindZone(ReadOnlySpan<char> name) =>
        _zonesByName.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var zone) ? zone : null;
}
