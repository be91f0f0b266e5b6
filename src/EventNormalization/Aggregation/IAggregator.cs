namespace EventNormalization.Aggregation;

/// <summary>A total as a value: how to begin it, add to it, merge two parts of it, and read it.</summary>
/// <remarks>
/// <para>An aggregator holds no state of its own: several threads may use one, each with states of its own. A state is
/// a struct or a class that one fold owns, and is used by one thread at a time.</para>
/// <para>Laws: <see cref="Merge"/> is associative and commutative, a fresh state from <see cref="Seed"/> changes
/// nothing, and however an input is split, folded in parts and merged, the result is the same to the last bit.</para>
/// <para>Combine aggregators with the methods of <see cref="AggregatorExtensions"/>.</para>
/// </remarks>
/// <typeparam name="TInput">What is aggregated.</typeparam>
/// <typeparam name="TState">What is known of the inputs so far.</typeparam>
/// <typeparam name="TResult">What the total is.</typeparam>
public interface IAggregator<in TInput, TState, out TResult>
{
    /// <summary>A fresh state, that of no input at all.</summary>
    /// <returns>A state that the caller owns.</returns>
    TState Seed();

    /// <summary>Adds one input to <paramref name="state"/>.</summary>
    /// <param name="state">Changed in place; made by <see cref="Seed"/> of this aggregator.</param>
    /// <param name="input">Read only; it is not kept unless the aggregator says so.</param>
    void Add(ref TState state, TInput input);

    /// <summary>Adds the inputs that <paramref name="other"/> knows to <paramref name="state"/>.</summary>
    /// <remarks><paramref name="other"/> stays as it is, and the two states share nothing afterwards.</remarks>
    /// <param name="state">Changed in place.</param>
    /// <param name="other">Stays valid only if the aggregator says so: take it for used up.</param>
    void Merge(ref TState state, TState other);

    /// <summary>Reads the total; <paramref name="state"/> stays as it is and may be added to afterwards.</summary>
    /// <param name="state">Read only.</param>
    /// <returns>The total of the inputs that the state knows.</returns>
    TResult Result(TState state);
}
