namespace EventNormalization.Pipeline;

/// <summary>On how many lanes work is done, and how many results that are ready are given together at most.</summary>
internal readonly record struct WorkLimits(int LaneCount, int StepMax);
