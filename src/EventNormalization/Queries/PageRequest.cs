using System;

namespace EventNormalization.Queries;

/// <summary>Which part of a query's rows to read.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. Two are equal when all their members are.</remarks>
public sealed record PageRequest
{
    /// <summary>Every row from the first on.</summary>
    public static readonly PageRequest All = new();

    /// <summary>What the rows are ordered by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The key is not known.</exception>
    public SortKey SortBy
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such sort key is known.");
    }

    /// <summary>In which direction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The direction is not known.</exception>
    public SortDirection Direction
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such direction is known.");
    }

    /// <summary>Read on behind this place; <see langword="null"/> is from the first row on.</summary>
    /// <remarks>A token of another order is refused by the store with an <see cref="ArgumentException"/>.</remarks>
    public PageToken? After { get; init; }

    /// <summary>At most how many rows; <see langword="null"/> is all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? CountMax
    {
        get;
        init
        {
            if (value is { } count)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
            }

            field = value;
        }
    }

    /// <summary>Refuses a token of another order; for stores.</summary>
    /// <exception cref="ArgumentException">The token is of another order.</exception>
    public void CheckToken()
    {
        if (After is { } after && (after.Key != SortBy || after.Direction != Direction))
        {
            throw new ArgumentException(
                $"The page token is of rows ordered by {after.Key}, {after.Direction}; "
                + $"this query orders by {SortBy}, {Direction}.");
        }
    }
}
