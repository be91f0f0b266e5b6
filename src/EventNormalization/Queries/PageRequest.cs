using System;

namespace EventNormalization.Queries;

/// <summary>The order of a query's rows, and which page of them to read.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. Two are equal when all their members are.</remarks>
public sealed record PageRequest
{
    /// <summary>All rows, by position.</summary>
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

    /// <summary>The direction of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The direction is not known.</exception>
    public SortDirection Direction
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such direction is known.");
    }

    /// <summary>The token to continue after; <see langword="null"/> starts at the first row.</summary>
    /// <remarks>A token of another order is refused by the store with an <see cref="ArgumentException"/>.</remarks>
    public PageToken? After { get; init; }

    /// <summary>The most rows to return; <see langword="null"/> returns all.</summary>
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

    /// <summary>Throws for a token of another order; for stores.</summary>
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
