namespace EventNormalization.Sqlite;

/// <summary>The numbers of an event's client and metric.</summary>
internal readonly record struct RowNumbers(long Client, long Metric);
