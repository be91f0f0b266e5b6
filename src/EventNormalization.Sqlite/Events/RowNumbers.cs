namespace EventNormalization.Sqlite;

/// <summary>The numbers that a row is written with, beside what its event says.</summary>
internal readonly record struct RowNumbers(long Client, long Metric, long Occurrences);
