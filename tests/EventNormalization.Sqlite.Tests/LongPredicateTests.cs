using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Predicates that name thousands of things: SQLite bounds how deep an expression may be.</summary>
public sealed class LongPredicateTests : IDisposable
{
    private const int Count = 3_000;

    private static readonly EventPredicate Clients =
        EventPredicate.TextIn("client_id", [.. Enumerable.Range(0, Count).Select(number => $"c{number}"), "client_A"]);

    private static readonly EventPredicate NoneOfMany = EventPredicate.AllOf(
        [.. Enumerable.Range(0, Count).Select(number => EventPredicate.TextIn("client_id", $"c{number}").Not())]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool> Both => [true, false];

    private string File => _folder.PathOf("events.db");

    private static EventPredicate Predicate(bool isAny) => isAny ? Clients : NoneOfMany;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Events_and_totals_are_found_by_thousands_of_clients(bool isAny)
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(new AppendId(1, 1), [Event(), Event(amount: 2)]);

        var events = await StoredText.EventsAsync(store, new EventQuery { Where = Predicate(isAny) });
        var totals = await store.ReadTotalsAsync(
            new TotalsQuery { Where = Predicate(isAny), GroupBy = [GroupKey.Field("amount")] });

        Assert.Equal((2, 2), (events.Length, totals.Count));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Failed_events_and_their_groups_are_found_by_thousands_of_clients(bool isAny)
    {
        using var store = SqliteFailedEventStore.Open(File + SqliteFailedEventStore.FileSuffix);
        await store.RecordAsync(new AppendId(1, 1), [new FailedDelivery
        {
            Raw = "{}"u8.ToArray(),
            ReceivedAt = Received,
            State = FailedEventState.Rejected,
            Reasons = [
                new FieldError { Code = "amount.missing", Field = "amount", Found = "nothing", Expected = "a number" }],
            ClientId = "client_A",
        }]);

        var found = 0;
        await foreach (var entry in store.QueryAsync(new FailedEventQuery { Where = Predicate(isAny) }))
        {
            found++;
        }

        Assert.Equal((1, 1), (found, (await store.ReadGroupsAsync(Predicate(isAny))).Count));
    }
}
