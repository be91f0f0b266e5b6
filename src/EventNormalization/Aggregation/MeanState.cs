namespace EventNormalization.Aggregation;

/// <summary>What a mean knows of its inputs: their sum and how many they are.</summary>
/// <remarks><c>default</c> is the state of no input.</remarks>
public readonly struct MeanState
{
    internal MeanState(ExactSum sum, long count)
    {
        Sum = sum;
        Count = count;
    }

    /// <summary>The exact sum.</summary>
    public ExactSum Sum { get; }

    /// <summary>How many decimals the sum is of.</summary>
    public long Count { get; }
}
