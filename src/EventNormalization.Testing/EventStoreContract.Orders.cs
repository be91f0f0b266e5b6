using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Any predicate in any order, in pages of any size. A failure prints its seed.</content>
public static partial class EventStoreContract
{
    private static readonly FieldValue[] Values =
    [
        FieldValue.FromText("client_A"), FieldValue.FromText("sales"), FieldValue.FromText("EUR"),
        FieldValue.FromText("b"),
        FieldValue.FromText(""), FieldValue.FromText("\uFFFD"), FieldValue.FromText("😀"), FieldValue.FromText("a\0"),
        FieldValue.FromDecimal(2.5m), FieldValue.FromDecimal(-0.25m), FieldValue.FromInteger(0),
        FieldValue.FromInteger(7),
        FieldValue.FromDecimal(1e-28m), FieldValue.FromBoolean(true), FieldValue.FromBoolean(false),
        FieldValue.FromInstant(At("2024-01-15T10:30:00Z")), FieldValue.FromInstant(At("1969-12-31T23:59:59.5Z")),
    ];

    private static readonly string[] FieldsAsked =
        ["client_id", "metric", "amount", "timestamp", "currency", "extra", "key", "absent", "it's \"x\""];

    /// <summary>Events that differ in everything that can be asked for, with ties in every order.</summary>
    private static readonly IdentifiedEvent[] Varied = [.. Enumerable.Range(0, 120).Select(MakeVaried)];

    private static readonly RandomPredicates AnyPredicate = new()
    {
        Fields = FieldsAsked,
        Values = Values,
        Texts = ["", "raw", "1", "RAW", "é", "\0"],
        Instants = [.. Enumerable.Range(0, 6).Select(HourOf)],
    };

    private static PageRequest AnyPage(Random random) => new()
    {
        SortBy = random.OneOf<SortKey>(Enum.GetValues<SortKey>()),
        Direction = random.OneOf(SortDirection.Ascending, SortDirection.Descending),
        CountMax = random.Next(1, 51),
    };

    private static IEnumerable<ContractCheck<IEventStore>> OrderChecks =>
    [
        new("Any predicate in any order and pages of any size reads what a fold in memory finds",
            async (makeStore, seed) =>
            {
                var store = await makeStore();
                foreach (var (batch, number) in Varied.Chunk(17).Select((batch, number) => (batch, number)))
                {
                    await store.AppendAsync(new AppendId(1, (ulong)number), batch);
                }

                await store.AppendAsync(new AppendId(2, 1), Varied.Where((_, i) => i % 7 == 0).Select(
                    (item, i) => Again(item, "again " + i, Later + Duration.FromSeconds(i % 3))));
                var all = await StoredText.EventsAsync(store, EventQuery.All);
                await Histories.RunAsync(seed, 400, random => AssertPagesAsync(
                    store, all, new EventQuery { Where = AnyPredicate.Next(random), Page = AnyPage(random) }));
            }),
        Check("A token of another order is refused, and one of another store as well", async store =>
        {
            await store.AppendAsync(new AppendId(1, 1), Varied);
            var first = (await StoredText.EventsAsync(store, EventQuery.All))[0];
            var token = first.TokenFor(new PageRequest { SortBy = SortKey.Amount });
            PageRequest[] others =
            [
                new() { SortBy = SortKey.Timestamp, After = token },
                new() { SortBy = SortKey.Amount, Direction = SortDirection.Descending, After = token },
                new() { After = new PageToken(SortKey.Position, SortDirection.Ascending, [], [1, 2, 3]) },
                new() { SortBy = SortKey.LastSeen,
                    After = new(SortKey.LastSeen, SortDirection.Ascending, [1], token.Row) },
            ];

            foreach (var page in others)
            {
                await Assert.ThrowsAnyAsync<ArgumentException>(
                    async () => await StoredText.EventsAsync(store, new EventQuery { Page = page }));
            }
        }),
        Check("A token's text goes on where the page ended, whatever is stored meanwhile", async store =>
        {
            await store.AppendAsync(new AppendId(1, 1), Varied[..60]);
            var page = new PageRequest { SortBy = SortKey.Amount, Direction = SortDirection.Descending, CountMax = 20 };
            var first = await StoredText.EventsAsync(store, new EventQuery { Page = page });
            var text = first[^1].TokenFor(page).ToString();
            await store.AppendAsync(new AppendId(1, 2), Varied[60..]);

            var rest = await StoredText.EventsAsync(
                store, new EventQuery { Page = page with { After = PageToken.Parse(text), CountMax = null } });

            var read = first.Concat(rest).Select(item => item.Event.Id).ToList();
            Assert.Equal(read.Count, read.Distinct().Count());
            Assert.Empty(Varied[..60].Select(item => item.Id).Except(read));
        }),
    ];

    private static Instant HourOf(int number) => At("2024-01-15T09:00:00Z") + Duration.FromMinutes(30 * number);

    private static IdentifiedEvent MakeVaried(int i)
    {
        var extra = Values[i % Values.Length];
        var record = new NormalizedEvent
        {
            ClientId = Clients[i % 3],
            Metric = i % 5 == 0 ? "\uFFFD" : Metrics[i % 2],
            Amount = (i % 9 / 4m) - 1 + (i % 11 == 0 ? 1e-28m : 0),
            Timestamp = At("2024-01-15T09:00:00Z") + Duration.FromMinutes(i * 7 % 15 * 10),
            Currency = i % 4 == 0 ? null : i % 4 == 1 ? "EUR" : "USD",
            Fields = i % 3 == 0
                ? [] : [new EventField(i % 2 == 0 ? "extra" : "it's \"x\"", extra),
                    new EventField("n", FieldValue.FromInteger(i))],
        };
        var raw = i % 6 == 0 ? [0xFF, 0, (byte)i] : System.Text.Encoding.UTF8.GetBytes("{\"é\":" + i + "}raw");
        return With(Of(record), raw, Received + Duration.FromSeconds(i % 8));
    }

    private static async Task AssertPagesAsync(IEventStore store, StoredEvent[] all, EventQuery query)
    {
        var sign = query.Page.Direction == SortDirection.Ascending ? 1 : -1;
        var expected = all
            .Where(item => query.Where.Matches(item.Event.Record, item.Event.Raw))
            .Order(Comparer<StoredEvent>.Create((left, right) => sign * Compare(query.Page.SortBy, left, right)))
            .ToList();

        var read = new List<StoredEvent>();
        PageToken? after = null;
        while (true)
        {
            var page = await StoredText.EventsAsync(store, query with { Page = query.Page with { After = after } });
            Assert.True(page.Length <= query.Page.CountMax);
            read.AddRange(page);
            if (page.Length < query.Page.CountMax)
            {
                break;
            }

            after = page[^1].TokenFor(query.Page);
        }

        Assert.Equal(expected.Select(item => item.Position), read.Select(item => item.Position));
    }

    private static int Compare(SortKey key, StoredEvent left, StoredEvent right)
    {
        var order = key switch
        {
            SortKey.FirstSeen => left.Event.ReceivedAt.CompareTo(right.Event.ReceivedAt),
            SortKey.LastSeen => left.LastReceivedAt.CompareTo(right.LastReceivedAt),
            SortKey.Timestamp => left.Event.Record.Timestamp.CompareTo(right.Event.Record.Timestamp),
            SortKey.Amount => left.Event.Record.Amount.CompareTo(right.Event.Record.Amount),
            SortKey.Position => 0,
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such sort key is known."),
        };
        return order == 0 ? left.Position.CompareTo(right.Position) : order;
    }
}
