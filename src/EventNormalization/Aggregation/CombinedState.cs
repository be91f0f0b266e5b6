namespace EventNormalization.Aggregation;

/// <summary>The states of two aggregators that see the same inputs.</summary>
/// <typeparam name="TFirst">The state of the first aggregator.</typeparam>
/// <typeparam name="TSecond">The state of the second aggregator.</typeparam>
public struct CombinedState<TFirst, TSecond>
{
    // Fields, since each aggregator adds to its own state in place.
    internal TFirst First;
    internal TSecond Second;
}
