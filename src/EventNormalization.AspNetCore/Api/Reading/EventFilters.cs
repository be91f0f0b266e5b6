using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Api.Reading;

/// <summary>The predicate of filters by client, metric and time; an empty list does not filter.</summary>
internal static class EventFilters
{
    public static EventPredicate Of(
        ImmutableArray<string> clients, ImmutableArray<string> metrics, Instant? from = null, Instant? to = null)
    {
        var parts = new List<EventPredicate>();
        Add(FieldNames.ClientId, clients);
        Add(FieldNames.Metric, metrics);
        if (from is not null || to is not null)
        {
            parts.Add(EventPredicate.Between(from, to));
        }

        return EventPredicate.AllOf([.. parts]);

        void Add(string field, ImmutableArray<string> texts)
        {
            if (!texts.IsEmpty)
            {
                parts.Add(EventPredicate.TextIn(field, [.. texts]));
            }
        }
    }
}
