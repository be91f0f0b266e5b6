namespace EventNormalization.Aggregation;

/// <summary>The states of two aggregators that see the same inputs.</summary>
public struct BothState<TFirst, TSecond>
{
    // Fields, since each aggregator adds to its own state in place.
    internal TFirst First;
    internal TSecond Second;
}
