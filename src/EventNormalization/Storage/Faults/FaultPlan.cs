using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Which calls of a store fail, and how: a pure function of the call and of a seed.</summary>
/// <remarks>
/// <para>Immutable. A plan is a list of clauses that draw independently. The first clause that draws a kind of fault
/// for a call decides that, and the first that delays it decides the delay.</para>
/// <para>What is drawn depends only on seed, operation, key and attempt, so it is the same for any order of threads.
/// <see cref="OnCall"/> and <see cref="Between"/> add the number of the call and the time.</para>
/// <para>Law: a plan that is read from its own text is equal to it. Plans are equal when their texts are.</para>
/// </remarks>
public sealed class FaultPlan : IEquatable<FaultPlan>
{
    /// <summary>The longest delay of a call.</summary>
    public static readonly TimeSpan DelayMax = TimeSpan.FromHours(1);

    private readonly ImmutableArray<FaultClause> _clauses;
    private readonly string _text;

    internal FaultPlan(IEnumerable<FaultClause> clauses)
    {
        _clauses = [.. clauses.Where(clause => !clause.IsVoid)];
        _text = Write(_clauses);
    }

    /// <summary>The empty plan, which injects nothing.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>Whether the plan injects nothing.</summary>
    public bool IsNone => _clauses.IsEmpty;

    /// <summary>Creates a plan that draws at most one of some kinds of fault for each call.</summary>
    /// <param name="seed">Decides every draw, together with the call's name and attempt.</param>
    /// <param name="rates">How often; each kind at most once, and at most 1 together.</param>
    /// <returns>A plan that gives the same faults for the same seed and calls.</returns>
    /// <exception cref="ArgumentException">A kind comes twice, or the rates are more than 1 together.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="rates"/> is null.</exception>
    public static FaultPlan Random(ulong seed, params IEnumerable<FaultRate> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        return new([new FaultClause { Seed = seed, Rates = FaultClause.Ordered(rates) }]);
    }

    /// <summary>Creates a plan that injects the same fault into every call.</summary>
    /// <param name="kind">What every call gets.</param>
    /// <returns>A plan without chance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static FaultPlan Always(FaultKind kind) => Random(0, new FaultRate(kind, 1));

    /// <summary>Creates a plan that delays calls; a call may be both delayed and made to fail.</summary>
    /// <param name="seed">Decides every draw, together with the call's name and attempt.</param>
    /// <param name="delay">How long, from zero to <see cref="DelayMax"/>.</param>
    /// <param name="rate">The share of calls, from 0 to 1.</param>
    /// <returns>A plan that gives the same delays for the same seed and calls.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay or the rate is out of range.</exception>
    public static FaultPlan Latency(ulong seed, TimeSpan delay, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, DelayMax);
        var isLate = delay > TimeSpan.Zero;
        return new([new FaultClause { Seed = seed, Delay = delay, DelayRate = isLate ? FaultRate.Checked(rate) : 0 }]);
    }

    /// <summary>Reads the text of a plan, such as <c>seed=7 throw-before=0.1 latency=10ms:0.3</c>.</summary>
    /// <param name="text">The text; <c>none</c> or blank is the empty plan.</param>
    /// <returns>One whose <see cref="ToString"/> reads back as the same.</returns>
    /// <exception cref="FormatException">
    /// It is not a plan; the message says where, what was found and what was expected.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static FaultPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(FaultPlanReader.Read(text));
    }

    /// <summary>This plan, and another one where this one draws nothing.</summary>
    /// <param name="next">The other plan.</param>
    /// <returns>A new plan; both parts stay as they are.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="next"/> is null.</exception>
    public FaultPlan Then(FaultPlan next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new([.. _clauses, .. next._clauses]);
    }

    /// <summary>Restricts this plan to some operations.</summary>
    /// <param name="operations">The operations; of two calls of this, those that both name.</param>
    /// <returns>A new plan; this one stays as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An operation is not known.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    public FaultPlan Only(params IEnumerable<StoreOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ImmutableSortedSet<StoreOperation> named = [.. operations];
        foreach (var operation in named.Where(operation => !Enum.IsDefined(operation)))
        {
            throw new ArgumentOutOfRangeException(nameof(operations), operation, "No such operation is known.");
        }

        return With(clause => clause with { Operations = clause.Operations?.Intersect(named) ?? named });
    }

    /// <summary>
    /// Restricts this plan to the first attempts of each call, so that a caller that retries succeeds.
    /// </summary>
    /// <param name="attemptMax">The last attempt that may fail; at least 1.</param>
    /// <returns>A new plan; this one stays as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public FaultPlan UpToAttempt(int attemptMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(attemptMax);
        return With(clause => clause with { AttemptMax = int.Min(clause.AttemptMax, attemptMax) });
    }

    /// <summary>Restricts this plan to one call.</summary>
    /// <param name="call">The number of the call, from 1 on.</param>
    /// <returns>A new plan; this one stays as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public FaultPlan OnCall(long call)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(call);
        return new(_clauses.Where(clause => clause.Call is not { } other || other == call)
            .Select(clause => clause with { Call = call }));
    }

    /// <summary>Restricts this plan to a range of time: an outage.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The first instant after it.</param>
    /// <returns>A new plan; this one stays as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The end is not after the beginning.</exception>
    public FaultPlan Between(Instant from, Instant to)
    {
        if (from >= to)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "The end must be after the beginning.");
        }

        return With(clause => clause with { From = Instant.Max(clause.From, from), To = Instant.Min(clause.To, to) });
    }

    /// <summary>Restricts this plan to calls that name one of some events or failed events.</summary>
    /// <param name="keys">Ids of events, or keys of failed events; of two calls of this, those that both name.</param>
    /// <returns>A new plan; this one stays as it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public FaultPlan ForKey(params IEnumerable<ContentHash> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ImmutableSortedSet<ContentHash> named = [.. keys];
        return With(clause => clause with { Keys = clause.Keys?.Intersect(named) ?? named });
    }

    /// <summary>Decides which fault a call gets.</summary>
    /// <param name="context">The operation, the ids that it names, the number of the call and the attempt.</param>
    /// <returns>The fault, or none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public Fault Decide(FaultContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Fault decided = default;
        for (var i = 0; i < _clauses.Length; i++)
        {
            var drawn = _clauses[i].Decide(context, i);
            if (decided.Kind == FaultKind.None && drawn.Kind != FaultKind.None)
            {
                decided = decided with { Kind = drawn.Kind, Choice = drawn.Choice };
            }

            decided = decided with { Delay = decided.Delay == TimeSpan.Zero ? drawn.Delay : decided.Delay };
        }

        return decided;
    }

    /// <inheritdoc/>
    public bool Equals(FaultPlan? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FaultPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    /// <returns>A text that <see cref="Parse"/> reads back as this plan.</returns>
    public override string ToString() => _text;

    private FaultPlan With(Func<FaultClause, FaultClause> change) => new(_clauses.Select(change));

    private static string Write(ImmutableArray<FaultClause> clauses)
    {
        var texts = new List<string>();
        var seed = 0UL;
        foreach (var clause in clauses)
        {
            texts.Add(clause.TextFrom(seed));
            seed = clause.Seed;
        }

        return texts.Count == 0 ? FaultPlanKeywords.None : string.Join($" {FaultPlanKeywords.Then} ", texts);
    }
}
