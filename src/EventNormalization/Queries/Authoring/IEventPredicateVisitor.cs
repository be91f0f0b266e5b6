using System.Collections.Immutable;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Queries.Authoring;

/// <summary>Translates each kind of <see cref="EventPredicate"/>, for example to a condition of SQL.</summary>
/// <typeparam name="TResult">What is made of a predicate.</typeparam>
public interface IEventPredicateVisitor<out TResult>
{
    /// <summary>A comparison of a field with a value.</summary>
    /// <param name="name">The field's name; not empty.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="value">What it is compared with.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitField(string name, ComparisonOperator comparison, FieldValue value);

    /// <summary>A half-open range of time.</summary>
    /// <param name="earliest">The first instant; <see langword="null"/> is no bound.</param>
    /// <param name="until">The first instant no longer within; <see langword="null"/> is no bound.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitTime(Instant? earliest, Instant? until);

    /// <summary>A reason of a failed event; code and field are those of one reason.</summary>
    /// <param name="code">The code; <see langword="null"/> is any, then there is a field.</param>
    /// <param name="field">The field; <see langword="null"/> is any, then there is a code.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitReason(string? code, string? field);

    /// <summary>The event id of a failed event.</summary>
    /// <param name="id">What the identity is hashed to.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitId(RecordId id);

    /// <summary>A state of a failed event.</summary>
    /// <param name="state">One that <see cref="FailedEventState"/> names.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitState(FailedEventState state);

    /// <summary>A text that the raw bytes hold.</summary>
    /// <param name="text">Sought as UTF-8; letter case counts.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitRaw(string text);

    /// <summary>All parts; with none, every event.</summary>
    /// <param name="parts">In the order in which they were given; a visitor visits them itself.</param>
    /// <returns>What is made of them.</returns>
    TResult VisitAll(ImmutableArray<EventPredicate> parts);

    /// <summary>At least one part; with none, no event.</summary>
    /// <param name="parts">In the order in which they were given; a visitor visits them itself.</param>
    /// <returns>What is made of them.</returns>
    TResult VisitAny(ImmutableArray<EventPredicate> parts);

    /// <summary>The complement of a predicate.</summary>
    /// <param name="inner">What must not hold.</param>
    /// <returns>What is made of it.</returns>
    TResult VisitNot(EventPredicate inner);
}
