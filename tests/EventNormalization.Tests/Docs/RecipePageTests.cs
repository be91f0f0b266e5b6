using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>Runs every recipe of docs/guides/recipes.md, and compiles its code.</summary>
/// <remarks>
/// A recipe has a heading and three blocks: deliveries, one a line, a schema, and what each record becomes.
/// </remarks>
public sealed class RecipePageTests
{
    private const string Page = "docs/guides/recipes.md";
    private const string Source = "tests/EventNormalization.Tests/Docs/RecipePageTests.cs";

    private static readonly string[] Examples = ["shop", "dozens", "vary"];
    private static readonly Instant ReceivedAt = Instant.FromUtc(2024, 8, 1, 12, 0);

    public static TheoryData<string> Recipes => [.. File.ReadLines(Repository.PathOf(Page))
        .TakeWhile(line => line != "## In code")
        .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
        .Select(line => line[4..])];

    [Fact]
    public void There_are_recipes_enough() => Assert.InRange(Recipes.Count, 20, 60);

    [Theory]
    [MemberData(nameof(Recipes))]
    public void A_recipe_gives_what_the_page_says(string recipe)
    {
        var deliveries = Block(recipe, "jsonl");
        var schema = EventSchemaFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', Block(recipe, "json"))));

        Assert.Empty(schema.Errors);
        Assert.Equal(Block(recipe, "text"), Read(new EventIdentifier(schema.Schemas!), deliveries));
    }

    [Fact]
    public void The_code_of_the_page_is_what_is_compiled_here() => Assert.Equal(
        Examples.Select(name => CodeBlocks.OfSource(Source, name)), CodeBlocks.OfPage(Page, "csharp"));

    [Fact]
    public async Task The_shop_of_a_header_is_the_client()
    {
        var (events, failed, receivedAt) = (new InMemoryEventStore(), new InMemoryFailedEventStore(), ReceivedAt);
        var body = """{"id":1,"created_at":"2024-03-04T19:00:00Z","total_price":"5.00","currency":"EUR"}"""u8.ToArray();

        // begin shop
        var schema = EventSchemas.Named("shopify");
        schema = schema with
        {
            ClientId = schema.ClientId with { From = "context.shop", Default = null },
        };
        var pipeline = new EventPipeline(new EventIdentifier(schema), events, failed);

        var delivery = new RawEvent(body, receivedAt)
        {
            Context = new EventContext([new("shop", "north.example")]),
        };
        var result = await pipeline.IngestAsync(delivery);
        // end shop

        Assert.Equal("north.example", result.Record?.ClientId);
        Assert.Equal(IngestOutcome.Rejected, (await pipeline.IngestAsync(body)).Outcome);
    }

    [Fact]
    public void One_client_counts_dozens()
    {
        // begin dozens
        var dozens = FieldParsers.Integer.Select<long, decimal>("dozens", value => value * 12m);
        var schema = EventSchema.Default with
        {
            Profiles = EventSchema.Default.Profiles.Add(
                "farm-1", ClientProfile.Default.WithParser(FieldNames.Amount, dozens)),
        };
        // end dozens

        Assert.Equal(
            [
                """{"amount":24,"client_id":"farm-1","metric":"eggs","timestamp":"2024-01-15T10:30:00Z"}""",
                """{"amount":2,"client_id":"farm-2","metric":"eggs","timestamp":"2024-01-15T10:30:00Z"}""",
            ],
            Read(
                new EventIdentifier(schema),
                [
                    """{"client_id":"farm-1","metric":"eggs","amount":2,"ts":1705314600}""",
                    """{"client_id":"farm-2","metric":"eggs","amount":2,"ts":1705314600}""",
                ]));
    }

    [Fact]
    public void The_schema_of_a_service_is_varied()
    {
        // begin vary
        var schema = EventSchemas.Named("cloudevents");
        schema = schema with
        {
            Amount = schema.Amount with { Aliases = ["data.bytes"] },
            DefaultProfile = schema.DefaultProfile with { MetricCase = MetricCase.Kept },
        };
        // end vary

        Assert.Equal(
            ["""{"amount":7,"client_id":"c","key":"/s 1","metric":"Upload","timestamp":"2024-01-15T10:30:00Z"}"""],
            Read(
                new EventIdentifier(schema),
                [
                    """{"specversion":"1.0","id":"1","source":"/s","subject":"c","type":"Upload","time":"2024-01-15T10:30:00Z","data":{"bytes":7}}""",
                ]));
    }

    private static string[] Read(EventIdentifier identifier, IEnumerable<string> deliveries)
    {
        var raw = deliveries.Select((text, i) => new RawEvent(
            Encoding.UTF8.GetBytes(text),
            ReceivedAt,
            new SourceLocation("events.ndjson", i + 1)));
        return [.. identifier.IdentifyBatch(identifier.Expand(raw.ToArray()).Records.Span).SelectMany(Describe)];
    }

    private static IEnumerable<string> Describe(IdentificationResult result) => result.Event is { } read
        ? [Encoding.UTF8.GetString(RecordJson.Write(read.Record))]
        : result.Errors.Select(error => error.ToString());

    private static string[] Block(string recipe, string language) =>
        [.. File.ReadLines(Repository.PathOf(Page))
            .SkipWhile(line => line != "### " + recipe)
            .SkipWhile(line => line != "```" + language)
            .Skip(1)
            .TakeWhile(line => line != "```")];
}
