using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Rules;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>What a store does with rules that differ from those that wrote it.</summary>
public sealed class RulesInForceTests : IDisposable
{
    private static readonly EventSchema Plain = EventSchema.Default;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_running_hosts_whose_rules_differ_in_what_alters_no_id_both_go_on()
    {
        var other = Plain with
        {
            Limits = Plain.Limits with { NamesMax = 50 },
            Wrappers = [.. Plain.Wrappers.Reverse()]
        };
        using var first = SqliteEventStore.Open(File, Plain);
        using var second = SqliteEventStore.Open(File, other);

        var accepted = await IngestAsync(first, Plain, Event("a", 1));
        var duplicate = await IngestAsync(second, other, Event("a", 1));
        var again = await IngestAsync(first, Plain, Event("a", 2));

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Duplicate, IngestOutcome.Accepted],
            new[] { accepted, duplicate, again });
    }

    [Fact]
    public async Task A_profile_for_a_client_without_events_is_put_in_force_and_a_host_without_it_is_refused()
    {
        var profiled = With("b", MetricCase.Kept);
        using var old = SqliteEventStore.Open(File, Plain);
        Assert.Equal(IngestOutcome.Accepted, await IngestAsync(old, Plain, Event("a", 1)));

        using var store = SqliteEventStore.Open(File, profiled);
        Assert.Equal(IngestOutcome.Accepted, await IngestAsync(store, profiled, Event("b", 1)));

        var error = await Assert.ThrowsAsync<RulesChangedException>(() => IngestAsync(old, Plain, Event("a", 2)));
        Assert.Contains("$.profiles.b", error.Message, StringComparison.Ordinal);
        Assert.Throws<RulesChangedException>(() => SqliteEventStore.Open(File, Plain));
    }

    [Fact]
    public async Task A_profile_for_a_client_that_has_an_event_is_a_change_that_says_what_it_risks()
    {
        using (var store = SqliteEventStore.Open(File, Plain))
        {
            await IngestAsync(store, Plain, Event("a", 1));
        }

        var error = Assert.Throws<RulesChangedException>(() => SqliteEventStore.Open(File, With("a", MetricCase.Kept)));

        var change = Assert.Single(error.Changes);
        Assert.Equal(RuleConsequence.ProfileAdded, change.Consequence);
        Assert.Contains(change.Risk, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_for_a_client_that_has_failed_events_is_a_change()
    {
        using var failed = SqliteFailedEventStore.Open(File + SqliteFailedEventStore.FileSuffix);
        SqliteEventStore.Open(File, Plain).Dispose();
        await failed.RecordAsync(new AppendId(1, 1), [new FailedDelivery
        {
            Raw = "{}"u8.ToArray(),
            ReceivedAt = Instant.FromUtc(2024, 1, 1, 0, 0),
            State = FailedEventState.Rejected,
            Reasons = [
                new FieldError { Code = "amount.missing", Field = "amount", Found = "nothing", Expected = "a number" }],
            ClientId = "b",
        }]);
        var options = new SqliteStoreOptions { FailedEvents = failed };

        Assert.Throws<RulesChangedException>(() => SqliteEventStore.Open(File, With("b", MetricCase.Kept), options));
        SqliteEventStore.Open(File, With("c", MetricCase.Kept), options).Dispose();
    }

    [Fact]
    public async Task Events_and_totals_are_read_without_a_schema_and_the_fields_of_the_rules_are_known()
    {
        var schema = Plain with
        {
            FurtherFields = [
                new FieldDefinition<string>("region", FieldParsers.Text) { Presence = FieldPresence.Optional }]
        };
        using (var store = SqliteEventStore.Open(File, schema))
        {
            await IngestAsync(store, schema, Event("a", 1));
        }

        using var reader = SqliteEventReader.Open(File);
        var groups = await reader.ReadTotalsAsync(new TotalsQuery { GroupBy = [GroupKey.Field("region")] });
        var unknown = await Assert.ThrowsAsync<ArgumentException>(
            async () => await reader.ReadTotalsAsync(new TotalsQuery { GroupBy = [GroupKey.Field("regoin")] }));

        Assert.Equal(1, Assert.Single(groups).Count);
        Assert.Contains("region", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(SchemaDocument.Of(schema).Text, reader.ReadRules());
        Assert.NotNull(await reader.FindAsync((await FirstAsync(reader)).Id));
    }

    [Fact]
    public void A_file_that_is_no_event_store_is_not_opened_to_be_read()
    {
        System.IO.File.WriteAllText(_folder.PathOf("empty.db"), "");

        Assert.Throws<SqliteStoreException>(() => SqliteEventReader.Open(_folder.PathOf("nothing.db")));
        Assert.Throws<SqliteStoreException>(() => SqliteEventReader.Open(_folder.PathOf("empty.db")));
        Assert.False(System.IO.File.Exists(_folder.PathOf("nothing.db")));
    }

    private static EventSchema With(string client, MetricCase metricCase) => Plain with
    {
        Profiles = Plain.Profiles.Add(client, ClientProfile.Default with { MetricCase = metricCase }),
    };

    private static string Event(string client, int amount) =>
        $"{{\"client_id\":\"{client}\",\"metric\":\"m\",\"amount\":{amount},\"timestamp\":\"2024-01-01T00:00:00Z\"}}";

    private static async Task<IngestOutcome> IngestAsync(SqliteEventStore store, EventSchema schema, string json)
    {
        var pipeline = new EventPipeline(new EventIdentifier(schema), store, new InMemoryFailedEventStore());
        var raw = new RawEvent(Encoding.UTF8.GetBytes(json), Instant.FromUtc(2024, 6, 1, 0, 0));
        return (await pipeline.IngestAsync(raw)).Outcome;
    }

    private static async Task<IdentifiedEvent> FirstAsync(SqliteEventReader reader)
    {
        await foreach (var item in reader.QueryAsync(new EventQuery { Page = PageRequest.All with { CountMax = 1 } }))
        {
            return item.Event;
        }

        throw new InvalidOperationException("The store is empty.");
    }
}
