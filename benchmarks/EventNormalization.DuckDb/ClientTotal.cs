namespace EventNormalization.DuckDb;

/// <summary>How many distinct events a client has, and their exact sum.</summary>
internal readonly record struct ClientTotal(long Count, decimal Sum);
