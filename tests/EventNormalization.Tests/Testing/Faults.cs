using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;
using Samples;

namespace EventNormalization.Tests.Testing;

/// <summary>The ways in which a mutant goes wrong.</summary>
internal static class Faults
{
    private static ulong _fresh = 1UL << 40;

    public static AppendId Fresh() => new(98, Interlocked.Increment(ref _fresh));

    /// <summary>Appends under names of its own, and answers under those asked for.</summary>
    public static MutantStore Renamed(Func<AppendId, AppendId> name) => Appends(append => new Append(
        name(append.Id), append.Items, append.Origin));

    /// <summary>Stores other appends than those asked for, and answers under the names asked for.</summary>
    public static MutantStore Appends(Func<Append, Append> change) => new()
    {
        Append = async (toy, appends, token) =>
        [
            .. (await toy.AppendAsync([.. appends.Select(change)], token)).Zip(appends, (answer, asked) =>
                answer.Error is { } fault
                    ? new AppendAnswer(asked.Id, fault) : new AppendAnswer(asked.Id, answer.Outcomes)),
        ],
    };

    public static MutantStore Items(Func<AppendItem, AppendItem> change) =>
        Appends(append => new Append(append.Id, [.. append.Items.Select(change)], append.Origin));

    /// <summary>Answers otherwise than the store did.</summary>
    public static MutantStore Answers(Func<IReadOnlyList<AppendAnswer>, IReadOnlyList<AppendAnswer>> change) => new()
    {
        Append = async (toy, appends, token) => change(await toy.AppendAsync(appends, token)),
    };

    public static MutantStore Outcomes(Func<ImmutableArray<AppendOutcome?>, IEnumerable<AppendOutcome?>> change) =>
        Answers(answers => [.. answers.Select(answer => answer.Error is null
            ? new AppendAnswer(answer.Id, [.. change(answer.Outcomes)])
            : answer)]);

    /// <summary>Stores the last delivery of each append first.</summary>
    public static MutantStore Backwards()
    {
        var toy = Appends(append => new Append(append.Id, [.. append.Items.Reverse()], append.Origin));
        return new MutantStore
        {
            Append = async (inner, appends, token) =>
                [.. (await toy.Append(inner, appends, token))
                    .Select(answer => new AppendAnswer(answer.Id, [.. answer.Outcomes.Reverse()]))],
        };
    }

    /// <summary>Reads another query.</summary>
    public static MutantStore Asks(Func<EventQuery, EventQuery> change) =>
        new() { Query = (toy, query, token) => toy.QueryAsync(change(query), token) };

    /// <summary>Hands out another event than the one stored.</summary>
    public static MutantStore Reads(Func<NormalizedEvent, NormalizedEvent> change) =>
        new() { Event = item => Copy(item, Remade(item.Event, change(item.Event.Record))) };

    /// <summary>Keeps totals of other records than those stored.</summary>
    public static MutantStore Totalling(Func<NormalizedEvent, NormalizedEvent> change)
    {
        var shadow = new ToyStore();
        return new MutantStore
        {
            Totals = shadow,
            Append = async (toy, appends, token) =>
            {
                await shadow.AppendAsync(
                    [.. appends.Select(append => new Append(
                        append.Id,
                        [.. append.Items.Select(item => new AppendItem(Remade(item.Event, change(item.Event.Record))))],
                        append.Origin))],
                    token);
                return await toy.AppendAsync(appends, token);
            },
        };
    }

    public static NormalizedEvent With(
        NormalizedEvent record,
        decimal? amount = null,
        Instant? timestamp = null,
        ImmutableArray<EventField>? fields = null) => new()
        {
            ClientId = record.ClientId,
            Metric = record.Metric,
            Amount = amount ?? record.Amount,
            Timestamp = timestamp ?? record.Timestamp,
            Currency = record.Currency,
            Fields = fields ?? record.Fields,
        };

    public static NormalizedEvent Priced(NormalizedEvent record, string? currency) => new()
    {
        ClientId = record.ClientId,
        Metric = record.Metric,
        Amount = record.Amount,
        Timestamp = record.Timestamp,
        Currency = currency,
        Fields = record.Fields,
    };

    public static IdentifiedEvent Remade(IdentifiedEvent item, NormalizedEvent record) => IdentifiedEvent.Create(
        record,
        new RawEvent(item.Raw, item.ReceivedAt),
        item.RulesFingerprint,
        new EventIdentity { Utf8 = RecordJson.Write(record), ClientKey = item.ClientKey });

    /// <summary>The event with other bytes around it, and the same id.</summary>
    public static IdentifiedEvent Around(IdentifiedEvent item, RawEvent raw) => IdentifiedEvent.Create(
        item.Record,
        raw,
        item.RulesFingerprint,
        new EventIdentity { Utf8 = item.IdentityUtf8, ClientKey = item.ClientKey, Id = item.Id });

    public static RawEvent AsText(IdentifiedEvent item) =>
        new(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(item.Raw.Span)), item.ReceivedAt)
        {
            Part = item.Part,
            Context = item.Context,
        };

    public static StoredEvent Copy(StoredEvent item, IdentifiedEvent? other = null, Instant? lastReceivedAt = null) =>
        new()
        {
            Position = item.Position,
            Event = other ?? item.Event,
            Occurrences = item.Occurrences,
            LastReceivedAt = lastReceivedAt ?? item.LastReceivedAt,
            FirstAppend = item.FirstAppend,
            SpellingCount = item.SpellingCount,
            OtherSpellingCount = item.OtherSpellingCount,
        };

    public static async IAsyncEnumerable<StoredEvent> ReadAsync(Func<Task<IEnumerable<StoredEvent>>> read)
    {
        foreach (var item in await read())
        {
            yield return item;
        }
    }

    public static async Task<StoredEvent[]> AllAsync(ToyStore toy, EventQuery query)
    {
        var all = new List<StoredEvent>();
        await foreach (var item in toy.QueryAsync(query))
        {
            all.Add(item);
        }

        return [.. all];
    }

    /// <summary>Moves both bounds of time by a nanosecond.</summary>
    public sealed class LateBounds : IEventPredicateVisitor<EventPredicate>
    {
        public EventPredicate VisitField(string name, ComparisonOperator comparison, FieldValue value) =>
            EventPredicate.Field(name, comparison, value);

        public EventPredicate VisitTime(Instant? earliest, Instant? until) =>
            EventPredicate.Between(earliest + Duration.Epsilon, until + Duration.Epsilon);

        public EventPredicate VisitReason(string? code, string? field) => EventPredicate.Reason(code, field);

        public EventPredicate VisitId(RecordId id) => EventPredicate.Id(id);

        public EventPredicate VisitState(FailedEventState state) => EventPredicate.State(state);

        public EventPredicate VisitRaw(string text) => EventPredicate.RawContains(text);

        public EventPredicate VisitAll(ImmutableArray<EventPredicate> parts) =>
            EventPredicate.AllOf([.. parts.Select(part => part.Accept(this))]);

        public EventPredicate VisitAny(ImmutableArray<EventPredicate> parts) =>
            EventPredicate.AnyOf([.. parts.Select(part => part.Accept(this))]);

        public EventPredicate VisitNot(EventPredicate inner) => inner.Accept(this).Not();
    }
}
