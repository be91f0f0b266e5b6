using EventNormalization.Aggregation;

namespace EventNormalization.Sqlite;

/// <summary>Takes a roll-up, or a change of one.</summary>
internal delegate void RollUpTaker(RollUpKey key, in DecimalSummary state);
