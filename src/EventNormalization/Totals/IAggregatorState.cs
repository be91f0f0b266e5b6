namespace EventNormalization.Totals;

/// <summary>Gives derived measures access to the state of an aggregator.</summary>
internal interface IAggregatorState<out TState>
{
    /// <summary>The measure that the state belongs to.</summary>
    Measure Measure { get; }

    /// <summary>What is known so far.</summary>
    TState State { get; }
}
