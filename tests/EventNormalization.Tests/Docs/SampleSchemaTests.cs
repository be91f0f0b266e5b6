using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The schemas that the library brings, each with its sample, by the API.</summary>
public sealed class SampleSchemaTests
{
    public static TheoryData<string> Names => [.. EventSchemas.Names];

    [Fact]
    public void The_library_brings_thirteen_schemas()
    {
        Assert.Equal(
            "bank-camt, cloudevents, cloudtrail, firestore, ga4, iot, mongodb, paypal, pubsub-push, segment, shopify, "
                + "sns-sqs, stripe",
            string.Join(", ", EventSchemas.Names));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_named_schema_is_the_file_beside_its_sample(string name)
    {
        var file = EventSchemaFile.Load(Repository.PathOf($"docs/samples/{name}.schema.json"));
        var text = await File.ReadAllTextAsync(Repository.PathOf(SamplePage.Path));

        Assert.Empty(file.Errors);
        Assert.Equal(
            new EventIdentifier(file.Schema!).RulesFingerprint,
            new EventIdentifier(EventSchemas.Named(name)).RulesFingerprint);
        Assert.Contains($"| [{name}](#{name}) |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_that_there_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => EventSchemas.Named("strype"));

        Assert.StartsWith(
            "No schema is named \"strype\"; the names are bank-camt, cloudevents, cloudtrail, firestore, ga4, iot, "
                + "mongodb, paypal, pubsub-push, segment, shopify, sns-sqs, stripe.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_line_of_a_sample_has_the_outcome_that_the_page_says(string name)
    {
        var (pipeline, _) = Create(name);

        var outcomes = await IngestLinesAsync(pipeline, name);

        Assert.Equal(SamplePage.Of(name).Outcomes, outcomes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_gives_the_totals_that_the_page_says(string name)
    {
        var (pipeline, events) = Create(name);

        await IngestLinesAsync(pipeline, name);

        Assert.Equal(SamplePage.Of(name).Totals, await TotalsAsync(events));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_delivered_again_counts_nothing_twice(string name)
    {
        var (pipeline, events) = Create(name);

        await IngestLinesAsync(pipeline, name);
        var again = await IngestLinesAsync(pipeline, name);

        Assert.DoesNotContain(again, outcome => outcome.Contains("Accepted", StringComparison.Ordinal));
        Assert.Equal(SamplePage.Of(name).Totals, await TotalsAsync(events));
    }

    private static (EventPipeline Pipeline, InMemoryEventStore Events) Create(string name)
    {
        var events = new InMemoryEventStore();
        var identifier = new EventIdentifier(EventSchemas.Named(name));
        return (new EventPipeline(identifier, events, new InMemoryFailedEventStore()), events);
    }

    private static async Task<List<string>> IngestLinesAsync(EventPipeline pipeline, string name)
    {
        var outcomes = new List<string>();
        var sample = await File.ReadAllBytesAsync(Repository.PathOf($"docs/samples/{name}.ndjson"));
        for (var start = 0; start < sample.Length;)
        {
            var length = sample.AsSpan(start).IndexOf((byte)'\n');
            outcomes.Add(Describe(await pipeline.IngestAsync(sample.AsMemory(start, length).ToArray())));
            start += length + 1;
        }

        return outcomes;
    }

    private static string Describe(IngestResult result) => result.IsEnvelope
        ? string.Join(", ", result.Records.Select(Describe))
        : result.Outcome == IngestOutcome.Rejected
            ? "Rejected " + string.Join(" ", result.Errors.Select(error => error.Code))
            : result.Outcome.ToString();

    private static async Task<IEnumerable<string>> TotalsAsync(InMemoryEventStore events)
    {
        string[] names = ["client_id", "metric", "currency"];
        var groups = await events.ReadTotalsAsync(new TotalsQuery { GroupBy = [.. names.Select(GroupKey.Field)] });
        return groups.Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(',', group.Key.Select(value => value?.ToString()))},{group.Count},{group.Sum.Value}"));
    }
}
