namespace EventNormalization.Cli.Workloads;

/// <summary>What is wrong with a broken delivery.</summary>
internal enum Flaw
{
    None,
    MissingClient,
    MissingMetric,
    MissingAmount,
    MissingTimestamp,
    WrongAmount,
    AmbiguousDate,
    CutShort,
    NoJson,
}
