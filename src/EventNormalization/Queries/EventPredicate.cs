using System;
using System.Collections.Immutable;
using System.Diagnostics;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Queries;

/// <summary>A condition on stored or failed events.</summary>
/// <remarks>
/// <para>Immutable. The list of kinds of predicate is closed, so that a store can translate every one of them
/// (<see cref="Accept"/>). Equality is structural: kinds, values and the order of the parts agree.</para>
/// <para>Laws: a comparison with a field that an event lacks, or whose value is not comparable, is false;
/// <see cref="Not"/> is the complement, so it matches such an event. Values compare as in
/// <see cref="FieldOrder"/>.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class EventPredicate : IEquatable<EventPredicate>
{
    /// <summary>Every event.</summary>
    public static readonly EventPredicate Everything = new AllPredicate([]);

    // Computed on first use; two threads that race compute equal values.
    private PredicateMatcher? _matcher;

    private protected EventPredicate()
    {
    }

    /// <summary>Compares a field with a value.</summary>
    /// <param name="name">The field's name in records: <c>client_id</c>, <c>amount</c>, a further field.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="value">What it is compared with, as a record holds it.</param>
    /// <returns>A predicate; an event without the field never matches.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="comparison"/> is not known.</exception>
    public static EventPredicate Field(string name, ComparisonOperator comparison, FieldValue value) =>
        new FieldPredicate(name, comparison, value);

    /// <summary>
    /// The field is present and equal to one of the values; the same as an <c>Any</c> of comparisons.
    /// </summary>
    /// <param name="name">The field's name in records.</param>
    /// <param name="values">The values; none matches no event.</param>
    /// <returns>A predicate; an event without the field never matches.</returns>
    public static EventPredicate FieldIn(string name, params ReadOnlySpan<FieldValue> values)
    {
        var parts = ImmutableArray.CreateBuilder<EventPredicate>(values.Length);
        foreach (var value in values)
        {
            parts.Add(new FieldPredicate(name, ComparisonOperator.Equal, value));
        }

        return parts.Count == 1 ? parts[0] : new AnyPredicate(parts.ToImmutable());
    }

    /// <summary>The field is present and equal to one of the texts.</summary>
    /// <param name="name">The field's name in records.</param>
    /// <param name="texts">The texts; none matches no event.</param>
    /// <returns>A predicate; an event without the field never matches.</returns>
    public static EventPredicate TextIn(string name, params ReadOnlySpan<string> texts)
    {
        var values = new FieldValue[texts.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = FieldValue.FromText(texts[i]);
        }

        return FieldIn(name, values);
    }

    /// <summary>The event happened within a half-open range; a failed event was last received within it.</summary>
    /// <param name="earliest">The first instant; <see langword="null"/> is no bound.</param>
    /// <param name="until">The first instant no longer within; <see langword="null"/> is no bound.</param>
    /// <returns>A predicate; without both bounds every event matches.</returns>
    public static EventPredicate Between(Instant? earliest, Instant? until) =>
        new TimePredicate(earliest, until);

    /// <summary>A failed event that has this among its reasons. No stored event matches.</summary>
    /// <param name="code">
    /// The code, such as <c>amount.ambiguous</c>; <see langword="null"/> is any code of the field.
    /// </param>
    /// <param name="field">The field that the same reason is about; <see langword="null"/> is any.</param>
    /// <returns>A predicate for the failed-event store alone.</returns>
    /// <exception cref="ArgumentException">Neither is given, or one is empty.</exception>
    public static EventPredicate Reason(string? code, string? field = null) => new ReasonPredicate(code, field);

    /// <summary>
    /// A failed event that was understood as the event of this id, such as a deferred one. No stored event matches: it
    /// is found by its id.
    /// </summary>
    /// <param name="id">The id of the event.</param>
    /// <returns>A predicate for the failed-event store alone.</returns>
    public static EventPredicate Id(RecordId id) => new IdPredicate(id);

    /// <summary>A failed event in this state. No stored event matches.</summary>
    /// <param name="state">One that <see cref="FailedEventState"/> names.</param>
    /// <returns>A predicate for the failed-event store alone.</returns>
    public static EventPredicate State(FailedEventState state) => new StatePredicate(state);

    /// <summary>The raw bytes contain this text as UTF-8, compared byte by byte, so letter case matters.</summary>
    /// <param name="text">The text; every event holds the empty one.</param>
    /// <returns>A predicate that reads every candidate's bytes; no index serves it.</returns>
    public static EventPredicate RawContains(string text) => new RawPredicate(text);

    /// <summary>All of the predicates; with none, every event.</summary>
    /// <param name="predicates">None is null; copied.</param>
    /// <returns>The conjunction; of one part that part matches the same.</returns>
    /// <exception cref="ArgumentNullException">A predicate is null.</exception>
    public static EventPredicate AllOf(params ReadOnlySpan<EventPredicate> predicates) =>
        new AllPredicate(Checked(predicates));

    /// <summary>At least one of the predicates; with none, no event.</summary>
    /// <param name="predicates">None is null; copied.</param>
    /// <returns>The disjunction; of one part that part matches the same.</returns>
    /// <exception cref="ArgumentNullException">A predicate is null.</exception>
    public static EventPredicate AnyOf(params ReadOnlySpan<EventPredicate> predicates) =>
        new AnyPredicate(Checked(predicates));

    /// <summary>This and <paramref name="other"/>.</summary>
    /// <param name="other">What must hold, too.</param>
    /// <returns>The conjunction; neither part changes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public EventPredicate And(EventPredicate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Equals(Everything) ? other : other.Equals(Everything) ? this : AllOf(this, other);
    }

    /// <summary>This or <paramref name="other"/>.</summary>
    /// <param name="other">What may hold instead.</param>
    /// <returns>The disjunction; neither part changes.</returns>
    public EventPredicate Or(EventPredicate other) => AnyOf(this, other);

    /// <summary>The complement of this predicate.</summary>
    /// <returns>The complement: what lacks a field that this asks for matches.</returns>
    public EventPredicate Not() => new NotPredicate(this);

    /// <summary>Whether a stored event matches; the reference for what every store must return.</summary>
    /// <param name="record">The event's record.</param>
    /// <param name="raw">Its bytes as received, for predicates that ask what they hold.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public bool Matches(NormalizedEvent record, ReadOnlyMemory<byte> raw = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var matcher = _matcher ??= new PredicateMatcher(this);
        return matcher.MatchesEverything || matcher.Matches(new RecordSubject().Of(record, raw));
    }

    /// <summary>Calls the visitor's method for this kind of predicate.</summary>
    /// <typeparam name="TResult">What the visitor makes of a predicate.</typeparam>
    /// <param name="visitor">Has a method for each kind of predicate.</param>
    /// <returns>What it made.</returns>
    public abstract TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor);

    /// <inheritdoc/>
    public abstract bool Equals(EventPredicate? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as EventPredicate);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The predicate as text, for messages.</summary>
    /// <returns>One line under the invariant culture; not read back.</returns>
    public sealed override string ToString() => Accept(PredicateText.Instance);

    private static ImmutableArray<EventPredicate> Checked(ReadOnlySpan<EventPredicate> predicates)
    {
        foreach (var predicate in predicates)
        {
            ArgumentNullException.ThrowIfNull(predicate, nameof(predicates));
        }

        return [.. predicates];
    }
}
