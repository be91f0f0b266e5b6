using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>What a row is written with, beside what its event says.</summary>
internal readonly record struct RowNumbers(long Client, long Metric, AppendId Append);
