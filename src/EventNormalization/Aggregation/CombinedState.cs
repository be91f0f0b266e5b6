namespace EventNormalization.Aggregation;

/// <summary>The states of two aggregators that see the same inputs.</summary>
public struct CombinedState<TFirst, TSecond>
{
    // Fields, since each aggregator adds to its own state in place.
    internal TFirst First;
    internal TSecond Second;
}
