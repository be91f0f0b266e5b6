namespace EventNormalization.Totals;

/// <summary>Shows the state of an aggregator to measures that follow from it.</summary>
internal interface IStateOf<out TState>
{
    /// <summary>Whose state it is.</summary>
    Measure Measure { get; }

    /// <summary>What is known so far.</summary>
    TState State { get; }
}
