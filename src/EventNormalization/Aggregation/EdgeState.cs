namespace EventNormalization.Aggregation;

/// <summary>What a first or a latest knows of its inputs: the one at that end of their order.</summary>
/// <typeparam name="TOrder">What orders the inputs.</typeparam>
/// <remarks><c>default</c> is the state of no input.</remarks>
public struct EdgeState<TOrder>
{
    /// <summary>Whether there was an input.</summary>
    public bool HasValue { get; private set; }

    /// <summary>The decimal of the input at that end; 0 where there was none.</summary>
    public decimal Value { get; private set; }

    /// <summary>Where it stands; the default where there was none.</summary>
    internal TOrder Order { readonly get; private set; }

    internal void Take(TOrder order, decimal value) => (HasValue, Order, Value) = (true, order, value);
}
