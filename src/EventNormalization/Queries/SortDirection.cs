namespace EventNormalization.Queries;

/// <summary>Which end of an order comes first.</summary>
public enum SortDirection
{
    /// <summary>The least or earliest first.</summary>
    Ascending,

    /// <summary>The greatest or latest first.</summary>
    Descending,
}
