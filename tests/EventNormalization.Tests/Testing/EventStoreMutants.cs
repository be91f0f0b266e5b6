using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;
using static EventNormalization.Tests.Testing.Faults;

namespace EventNormalization.Tests.Testing;

/// <summary>
/// For each sentence of the event store's contract a store that breaks it, and what is wrong with it.
/// </summary>
internal static class EventStoreMutants
{
    /// <summary>The mutants by the sentence that must catch them.</summary>
    public static IReadOnlyDictionary<string, Mutant> All { get; } =
        new[] { OfAppends(), OfNames(), OfContents(), OfReading(), OfTotals() }.SelectMany(mutants => mutants)
            .ToDictionary(mutant => mutant.Sentence);

    private static IEnumerable<Mutant> OfAppends() =>
    [
        new("Every event gets its answer, in the order of delivery", "answers stand in another order",
            () => Outcomes(outcomes => outcomes.Reverse())),
        new("An empty append has no answers", "an empty append has an answer",
            () => Outcomes(outcomes => outcomes.IsEmpty ? [AppendOutcome.Added(Event().Id, Received)] : outcomes)),
        new("A duplicate is told when the event was first received and how often it was seen",
            "one is counted too many",
            () => Outcomes(outcomes => outcomes.Select(outcome => outcome is { Kind: AppendOutcomeKind.Duplicate } one
                ? AppendOutcome.Duplicate(one.StoredId, one.FirstReceivedAt, one.Occurrences + 1)
                : outcome))),
        new("Duplicates within a batch are seen, and the first delivery is the one stored",
            "the last delivery is stored",
            Backwards),
        new("The same append again changes nothing and gives its first answers", "names are forgotten",
            () => Renamed(_ => Fresh())),
        new("A retry after a lost answer stores nothing twice", "names are forgotten", () => Renamed(_ => Fresh())),
        new("Appends of the same number but of another run, or the reverse, are other appends",
            "runs are not looked at",
            () => Renamed(id => new AppendId(0, id.Sequence))),
        new("Other content under a client's key is a conflict and changes nothing",
            "a conflict counts for the key's holder",
            ConflictsCount),
        new("Within a batch the first delivery of a key has it", "the last delivery has the key", Backwards),
        new("Keys of different clients, and keys that differ in case, do not meet", "keys are compared without case",
            KeysWithoutCase),
        new("An append that is cancelled before it begins changes nothing", "cancellation is not looked at",
            () => new MutantStore
        {
            Append = async (toy, appends, _) => await toy.AppendAsync(appends, CancellationToken.None),
        }),
        new("Of many who append the same events at once, one stores each and the others count it",
            "it looks first and stores later", LooksFirst),
        new("Null appends are refused before anything is stored", "appends are made one by one", () => new MutantStore
        {
            Append = async (toy, appends, token) =>
            {
                var answers = new List<AppendAnswer>();
                foreach (var append in appends)
                {
                    answers.AddRange(await toy.AppendAsync([append], token));
                }

                return answers;
            },
        }),
    ];

    private static IEnumerable<Mutant> OfNames() =>
    [
        new("Several appends of one call are answered one by one, in order, as if made one after the other",
            "appends are answered backwards", () => Answers(answers => [.. answers.Reverse()])),
        new("A call without appends has no answers", "there is an answer too many",
            () => Answers(answers => [.. answers, new AppendAnswer(new AppendId(1, 1), [])])),
        new("A name that is used again for something else is a fault, and its neighbours are stored",
            "the first append of the name is answered", FirstOfName),
        new("A closed name never lands afterwards, and closing again says so again", "closing leaves no trace",
            () => new MutantStore { Close = (_, _) => Task.FromResult<AppendAnswer?>(null) }),
        new("Closing the name of an append that took effect gives its first answer, and it may be asked again",
            "the answer is kept back", () => new MutantStore
            {
                Close = async (toy, name) =>
                {
                    await toy.CloseAsync(name);
                    return null;
                },
            }),
        new("Of an append and a close at once, one wins and both say the same", "closing leaves no trace",
            () => new MutantStore { Close = (_, _) => Task.FromResult<AppendAnswer?>(null) }),
        new("A number of deliveries is one accepted and the others duplicates, or duplicates alone",
            "each item counts once",
            () => Items(item => new AppendItem(item.Event))),
        new("Deliveries that are retried count as taken over and not as received", "origins are not looked at",
            () => Appends(append => new Append(append.Id, append.Items))),
        new("An event keeps the name of the append that stored it, and tells when it was last received",
            "later receipts are not kept",
            () => new MutantStore { Event = item => Copy(item, lastReceivedAt: item.Event.ReceivedAt) }),
        new("Names are known for 30 days and 10,000 appends at least, and closed names for ever",
            "9,999 names are kept",
            () =>
            {
                var names = new Dictionary<AppendId, int>();
                return Renamed(id => names.TryAdd(id, names.Count) || names.Count - names[id] < 10_000 ? id : Fresh());
            }),
        new("Every other spelling of an event is kept once, in the order in which they came",
            "spellings stand backwards",
            () => new MutantStore { Spellings = spellings => [.. spellings.Reverse()] }),
        new("Of more than 16 other spellings the deliveries are counted", "15 are kept",
            () => new MutantStore { Spellings = spellings => [.. spellings.Take(15)] }),
        new("An append that is asked for again keeps no spelling twice", "what is asked for again is kept again",
            SpellingsTwice),
    ];

    private static IEnumerable<Mutant> OfContents() =>
    [
        new("A record of an envelope comes back with envelope, path, number and context as of its first delivery",
            "envelopes are not kept", () => new MutantStore
            {
                Event = item => Copy(item, Around(item.Event, new RawEvent(item.Event.Raw, item.Event.ReceivedAt))),
            }),
        new("Events with masked bytes stay marked, and others are not", "the mark is lost", () => new MutantStore
        {
            Event = item => Copy(item, Around(item.Event, new RawEvent(item.Event.Raw, item.Event.ReceivedAt)
            {
                Part = item.Event.Part,
                Context = item.Event.Context,
            })),
        }),
        new("An event is found by its key or its id, and by nothing else", "the id alone is looked at",
            () => new MutantStore { Find = async (toy, key) => await toy.FindAsync(key.Id) }),
        new("Raw bytes come back identical, whatever they are", "bytes are kept as a text",
            () => new MutantStore { Event = item => Copy(item, Around(item.Event, AsText(item.Event))) }),
        new("The bytes are copied", "the caller's buffer is kept", KeepsBuffers),
        new("Texts of any characters come back, and differ where any character does", "a text ends at U+0000",
            () => new MutantStore
        {
            Event = item => item.Event.Record.ClientId.Contains('\0', StringComparison.Ordinal) ? null : item,
        }),
        new("Amounts come back with every digit", "amounts have ten decimal places",
            () => Reads(record => With(record, amount: decimal.Round(record.Amount, 10)))),
        new("Timestamps come back to the nanosecond, from the first year to the last",
            "timestamps have seven decimal places",
            () => Reads(
                record => With(record, timestamp: Instant.FromUnixTimeTicks(record.Timestamp.ToUnixTimeTicks())))),
        new("Further fields of every kind come back, in the identity or not", "truth values are lost",
            () => Reads(record => With(record,
                fields: [.. record.Fields.Where(field => field.Value.Kind != FieldValue.FromBoolean(true).Kind)]))),
    ];

    private static IEnumerable<Mutant> OfReading() =>
    [
        new("A new store is empty", "a client is known from the beginning", () => new MutantStore
        {
            Statistics = clients => [.. clients,
                new ClientStatistics { ClientId = "?", ReceivedCount = 0, AcceptedCount = 0, DuplicateCount = 0 }],
        }),
        new("Queries read in the order of positions, which is the order of the appends", "events are read by timestamp",
            () => new MutantStore { Query = (toy, query, _) => ReadAsync(async () =>
                (await AllAsync(toy, query)).OrderBy(item => item.Event.Record.Timestamp)) }),
        new("A query continues after any place", "the place itself is read again", () => new MutantStore
        {
            Query = (toy, query, _) => ReadAsync(
                async () => (await AllAsync(toy, query with { Page = query.Page with { After = null } }))
                .SkipWhile(item => query.Page.After is { } after && item.TokenFor(query.Page) != after)),
        }),
        new("A query reads at most as many events as it asks for", "one more is read", () => Asks(query => query with
        {
            Page = query.Page with { CountMax = query.Page.CountMax is { } count and < 1000
                ? count + 1 : query.Page.CountMax },
        })),
        new("A reader that goes on misses nothing that is stored meanwhile", "what was read once is cached", Cached),
        new("Appends go on while a reader is within a query", "a reader keeps writers out", ReadersExclude),
        new("Predicates of client, metric and time read exactly the events that they match",
            "metrics are not looked at",
            () => Asks(query => query with { Where = EventPredicate.Everything })),
        new("The first instant of a range is in it, and the last is not", "both bounds are a nanosecond late",
            () => Asks(query => query with { Where = query.Where.Accept(new LateBounds()) })),
        new("Statistics are ordered by client, by code points, and add up", "clients are ordered by UTF-16 units",
            () => new MutantStore
        {
            Statistics = clients => clients.OrderBy(client => client.ClientId, StringComparer.Ordinal),
        }),
        new("A query that is cancelled stops", "cancellation is not looked at",
            () => new MutantStore { Query = (toy, query, _) => toy.QueryAsync(query, CancellationToken.None) }),
        new("Any predicate in any order and pages of any size reads what a fold in memory finds",
            "first seen is last seen",
            () => new MutantStore
            {
                Query = (toy, query,
                    _) => ReadAsync(async () => query.Page.SortBy == SortKey.FirstSeen && query.Page.After is null
                    ? (await AllAsync(toy, query with { Page = query.Page with { SortBy = SortKey.LastSeen } }))
                    : await AllAsync(toy, query)),
            }),
        new("A token of another order is refused, and one of another store as well", "the token is not looked at",
            () => Asks(query => query with { Page = query.Page with { After = null } })),
        new("A token's text goes on where the page ended, whatever is stored meanwhile", "pages are counted off",
            PagesByNumber),
        new("A follower of eight writers sees every event once and misses none",
            "positions are drawn before the commit",
            () => new EarlyNumberStore()),
    ];

    private static IEnumerable<Mutant> OfTotals() =>
    [
        new("Totals equal the fold of the events in memory, for every predicate and grouping",
            "totals forget the metric",
            () => Totalling(record => new NormalizedEvent
            {
                ClientId = record.ClientId, Metric = "sales", Amount = record.Amount, Timestamp = record.Timestamp,
            })),
        new("Duplicates do not change the totals", "each delivery is totalled", () =>
        {
            var number = 0;
            return Totalling(record => With(record, timestamp: record.Timestamp + Duration.FromNanoseconds(++number)));
        }),
        new("Sums are exact where numbers of a computer would round, and out of range where no decimal holds them",
            "sums have ten decimal places",
            () => Totalling(record => With(record, amount: decimal.Round(record.Amount, 10)))),
        new("Bounds that cut hours, before and after 1970 and at the ends of time, are exact",
            "bounds are those of whole seconds",
            () => Totalling(
                record => With(record, timestamp: Instant.FromUnixTimeSeconds(record.Timestamp.ToUnixTimeSeconds())))),
        new("Two amounts that differ in their currency alone are two events", "currencies are not in the identity",
            () => Items(item => new AppendItem(Remade(item.Event, Priced(item.Event.Record, null)), item.Deliveries))),
        new("Amounts of several currencies are counted and never added", "currencies are added",
            () => Totalling(record => Priced(record, null))),
        new("Totals by currency keep currencies apart, whatever else they are by and however hours are cut",
            "the dollar sign is a dollar",
            () => Totalling(record => Priced(record, record.Currency == "$" ? "USD" : record.Currency))),
        new("Totals by further fields have a group for the events that lack one", "what is lacking is empty",
            () => Totalling(record => record.Fields.IsEmpty
                ? With(record, fields: [new EventField("key", FieldValue.FromText(""))]) : record)),
        new("Totals by the hour and by periods of a calendar equal the fold of the events", "hours begin at the half",
            () => Totalling(record => With(record, timestamp: record.Timestamp + Duration.FromMinutes(30)))),
        new("Totals by windows of every kind, in zones of any offset, equal the fold of the events",
            "quarters of an hour are halves",
            () => Totalling(record => With(record, timestamp: record.Timestamp + Duration.FromMinutes(15)))),
        new("Totals of any clients by any periods of any zone equal the fold of the events, however bounds cut hours",
            "hours begin at the half",
            () => Totalling(record => With(record, timestamp: record.Timestamp + Duration.FromMinutes(30)))),
        new("Windows without an event are filled in where that is asked for", "a day is lost",
            () => Totalling(record => With(record, timestamp: record.Timestamp - Duration.FromDays(1)))),
        new("Totals that are followed are, after each change, those of the events up to its position",
            "numbers of positions are drawn before the commit, as an identity column does",
            () => new EarlyNumberStore()),
        new("Every measure of the library equals the fold of the events, in groups of every kind",
            "times are those of whole hours",
            () => Totalling(record => With(
                record, timestamp: record.Timestamp - Duration.FromMinutes(record.Timestamp.InUtc().Minute)))),
        new("A measure of a host's own is answered as every other", "names of metrics have five letters",
            () => Totalling(record => new NormalizedEvent
            {
                ClientId = record.ClientId, Metric = record.Metric[..5], Amount = record.Amount,
                Timestamp = record.Timestamp,
            })),
        new("A further decimal field is measured by its name", "a fee has one decimal place", () => Totalling(record =>
            With(record, fields: [.. record.Fields.Select(field =>
                new EventField(field.Name, FieldValue.FromDecimal(decimal.Round(field.Value.AsDecimal(), 1))))]))),
        new("A typo in a field is an error that names the known fields, and a known one never is",
            "a typo groups nothing",
            () => new MutantStore { IsLenient = true }),
        new("Any appends, repeated or not, have the answers of the model and leave its events and counts",
            "names are forgotten",
            () => Renamed(_ => Fresh())),
        new("Any totals and any query equal the fold and the predicate in memory", "currencies are added",
            () => Totalling(record => Priced(record, null))),
        new("Any history of appends, of several at once, of closes and of repetitions is that of the model",
            "closing leaves no trace",
            () => new MutantStore { Close = (_, _) => Task.FromResult<AppendAnswer?>(null) }),
    ];

    private static MutantStore ConflictsCount() => new()
    {
        Append = async (toy, appends, token) =>
        {
            var answers = await toy.AppendAsync(appends, token);
            foreach (var outcome in answers.SelectMany(answer => answer.Outcomes))
            {
                if (outcome is { Kind: AppendOutcomeKind.Conflict } conflict)
                {
                    var holder = await toy.FindAsync(conflict.StoredId, token);
                    await toy.AppendAsync([Append.Of(Fresh(), holder!.Event)], token);
                }
            }

            return answers;
        },
    };

    private static MutantStore KeysWithoutCase()
    {
        var keys = new Dictionary<string, RecordId>(StringComparer.OrdinalIgnoreCase);
        return new MutantStore
        {
            Append = async (toy, appends, token) =>
                [.. (await toy.AppendAsync(appends, token)).Zip(appends, (answer, append) => new AppendAnswer(
                    answer.Id, [
                        .. answer.Outcomes.Zip(append.Items, (outcome, item) => AnswerOf(item.Event) ?? outcome)]))],
        };

        AppendOutcome? AnswerOf(IdentifiedEvent item) =>
            item.ClientKey is not { } key || keys.TryAdd(key, item.Id) || keys[key] == item.Id
            ? null
            : AppendOutcome.Conflict(item.Id, keys[key], item.ReceivedAt, 1);
    }

    /// <summary>Two writers look before either stores, so both believe that they stored.</summary>
    private static MutantStore LooksFirst()
    {
        var looked = 0;
        return new MutantStore
        {
            Append = async (toy, appends, token) =>
            {
                var found = await toy.FindAsync(appends[0].Items[0].Event.Id, token);
                Interlocked.Increment(ref looked);
                for (var i = 0; Volatile.Read(ref looked) < 2 && i < 1_000_000; i++)
                {
                    await Task.Yield();
                }

                var answers = await toy.AppendAsync(appends, token);
                return found is not null
                    ? answers
                    : [.. answers.Select(answer => new AppendAnswer(answer.Id, [.. answer.Outcomes.Select(outcome =>
                        (AppendOutcome?)AppendOutcome.Added(outcome!.Value.Id, outcome.Value.FirstReceivedAt))]))];
            },
        };
    }

    private static MutantStore FirstOfName()
    {
        var first = new Dictionary<AppendId, Append>();
        return Appends(append => first.TryAdd(append.Id, append) ? append : first[append.Id]);
    }

    private static MutantStore SpellingsTwice()
    {
        var (names, isRepeated) = (new HashSet<AppendId>(), false);
        return new MutantStore
        {
            Append = async (toy, appends, token) =>
            {
                isRepeated |= appends.Any(append => !names.Add(append.Id));
                return await toy.AppendAsync(appends, token);
            },
            Spellings = spellings => isRepeated ? [.. spellings, .. spellings] : spellings,
        };
    }

    private static MutantStore KeepsBuffers()
    {
        var buffers = new Dictionary<RecordId, IdentifiedEvent>();
        return new MutantStore
        {
            Append = async (toy, appends, token) =>
            {
                foreach (var item in appends.SelectMany(append => append.Items))
                {
                    buffers.TryAdd(item.Event.Id, item.Event);
                }

                return await toy.AppendAsync(appends, token);
            },
            Event = item => Copy(item, buffers[item.Event.Id]),
        };
    }

    private static MutantStore Cached()
    {
        StoredEvent[]? cache = null;
        return new MutantStore
        {
            Query = (toy, query, _) => ReadAsync(async () =>
            {
                cache ??= await AllAsync(toy, query);
                return cache.SkipWhile(item => query.Page.After is { } after && item.TokenFor(query.Page) != after)
                    .Skip(query.Page.After is null ? 0 : 1);
            }),
        };
    }

    private static MutantStore ReadersExclude()
    {
        var readers = 0;
        return new MutantStore
        {
            Append = async (toy, appends, token) => readers == 0
                ? await toy.AppendAsync(appends, token)
                : throw new EventStoreException(StoreFailureKind.NotApplied, "A reader has the store.", null!),
            Query = (toy, query, _) => Read(toy, query),
        };

        async IAsyncEnumerable<StoredEvent> Read(Samples.ToyStore toy, EventQuery query)
        {
            readers++;
            await foreach (var item in toy.QueryAsync(query))
            {
                yield return item;
            }

            readers--;
        }
    }

    private static MutantStore PagesByNumber()
    {
        var read = 0;
        return new MutantStore
        {
            Query = (toy, query, _) => ReadAsync(async () =>
            {
                var all = await AllAsync(toy, query with { Page = query.Page with { After = null, CountMax = null } });
                var page = all.Skip(query.Page.After is null ? 0 : read).Take(query.Page.CountMax ?? int.MaxValue)
                    .ToArray();
                read += page.Length;
                return page;
            }),
        };
    }
}
