using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Finds the clients that a predicate can be true of; null where it could be any.</summary>
internal sealed class AskedClients : IEventPredicateVisitor<ImmutableHashSet<string>?>
{
    /// <summary>So many are looked for one by one; for more of them all are read.</summary>
    private const int CountMax = 64;

    private AskedClients()
    {
    }

    /// <summary>The numbers of the stored clients that it asks for; null if it could be any.</summary>
    public static SortedSet<long>? Find(SqliteDatabase database, EventPredicate predicate) =>
        predicate.Accept(new AskedClients()) is { Count: <= CountMax } names
            ? [.. names.Select(name => InternedTexts.Find(database, EventSql.SelectClient, name)).OfType<long>()]
            : null;

    public ImmutableHashSet<string>? VisitField(string name, ComparisonOperator comparison, FieldValue value) =>
        name == FieldNames.ClientId && comparison == ComparisonOperator.Equal && value.Kind == FieldValueKind.Text
            ? ImmutableHashSet.Create(StringComparer.Ordinal, value.AsText())
            : null;

    public ImmutableHashSet<string>? VisitTime(Instant? earliest, Instant? until) => null;

    public ImmutableHashSet<string>? VisitReason(string? code, string? field) => null;

    public ImmutableHashSet<string>? VisitId(RecordId id) => null;

    public ImmutableHashSet<string>? VisitState(FailedEventState state) => null;

    public ImmutableHashSet<string>? VisitRaw(string text) => null;

    public ImmutableHashSet<string>? VisitAll(ImmutableArray<EventPredicate> parts)
    {
        ImmutableHashSet<string>? all = null;
        foreach (var part in parts)
        {
            var asked = part.Accept(this);
            all = all is null || asked is null ? all ?? asked : all.Intersect(asked);
        }

        return all;
    }

    public ImmutableHashSet<string>? VisitAny(ImmutableArray<EventPredicate> parts)
    {
        var any = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Accept(this) is not { } asked)
            {
                return null;
            }

            any = any.Union(asked);
        }

        return any;
    }

    public ImmutableHashSet<string>? VisitNot(EventPredicate inner) => null;
}
