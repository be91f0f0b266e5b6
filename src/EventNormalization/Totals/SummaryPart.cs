using EventNormalization.Aggregation;

namespace EventNormalization.Totals;

/// <summary>Where a summary keeps the state of one of its aggregators.</summary>
internal delegate ref TState SummaryPart<TState>(ref DecimalSummary summary);
