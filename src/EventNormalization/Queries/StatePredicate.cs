using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>A state of a failed event.</summary>
internal sealed class StatePredicate : EventPredicate
{
    private readonly FailedEventState _state;

    public StatePredicate(FailedEventState state)
    {
        if (!Enum.IsDefined(state))
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "No such state is known.");
        }

        _state = state;
    }

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitState(_state);

    public override bool Equals(EventPredicate? other) => other is StatePredicate state && _state == state._state;

    public override int GetHashCode() => HashCode.Combine(nameof(StatePredicate), _state);
}
