namespace EventNormalization.Queries;

/// <summary>The direction of an order.</summary>
public enum SortDirection
{
    /// <summary>The smallest or earliest first.</summary>
    Ascending,

    /// <summary>The largest or latest first.</summary>
    Descending,
}
