namespace EventNormalization.Sqlite;

/// <summary>How far a verification has come.</summary>
/// <param name="step">What it does now, in a word or two.</param>
/// <param name="rowCount">How many rows it has read in this step.</param>
public readonly struct VerificationProgress(string step, long rowCount)
{
    /// <summary>What it does now, in a word or two.</summary>
    public string Step { get; } = step;

    /// <summary>How many rows it has read in this step.</summary>
    public long RowCount { get; } = rowCount;
}
