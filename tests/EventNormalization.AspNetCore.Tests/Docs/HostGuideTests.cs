using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Tests.Docs;
using EventNormalization.Totals;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Docs;

/// <summary>The first examples of docs/hosting.md, compiled and run.</summary>
public sealed class HostGuideTests
{
    private const string Page = "docs/hosting.md";
    private const string Source = "tests/EventNormalization.AspNetCore.Tests/Docs/HostGuideTests.cs";

    [Fact]
    public void The_examples_of_the_page_are_those_that_are_compiled_here()
    {
        string[] compiled =
        [
            CodeBlocks.OfSource(Source, "host") + "\napp.Run();",
            CodeBlocks.OfSource(Source, "settings"),
            CodeBlocks.OfSource(Source, "own"),
            CodeBlocks.OfSource(Source, "bare"),
        ];

        Assert.Equal(compiled, CodeBlocks.OfPage(Page, "csharp").Take(compiled.Length));
        Assert.Equal(compiled.Length + 3, CodeBlocks.OfPage(Page, "csharp").Count);
    }

    [Fact]
    public void The_readme_of_the_package_begins_with_the_same_host()
    {
        var block = CodeBlocks.OfPage("src/EventNormalization.AspNetCore/README.md", "csharp").Single();
        Assert.Equal(block, CodeBlocks.OfPage("README.md", "csharp")[0]);

        Assert.Equal(
            CodeBlocks.OfSource(Source, "host").Split('\n')
                .Where(line => !line.Contains("HealthChecks", StringComparison.Ordinal)).Append("app.Run();"),
            block.Split('\n').SkipWhile(line => line.StartsWith("using ", StringComparison.Ordinal)).Skip(1));
    }

    [Fact]
    public async Task The_host_of_the_page_takes_an_event()
    {
        using var folder = new TemporaryFolder();
        await using var app = Compose(["--contentRoot", folder.Path, "--urls", "http://127.0.0.1:0"]);
        await app.StartAsync();

        var result = await app.Services.GetRequiredService<EventPipeline>().IngestAsync(
            """{"source":"shop","metric":"sales","amount":"1,200.00","ts":1705314600}"""u8.ToArray());
        await app.StopAsync();

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        Assert.True(File.Exists(folder.PathOf("events.db.failed")));
    }

    [Fact]
    public async Task The_settings_rules_measures_and_stores_of_the_page_make_a_host()
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders.schema.json", """{"fields":{"amount":{"aliases":["order total"]}}}""");
        var builder = HostBuilders.Create(folder.Path);
        var largeOrders = Measure.OfDecimal(new DecimalMeasureDefinition<long>
        {
            Name = "large",
            Version = 1,
            Aggregator = new LargeCount(),
            Format = new LargeCount(),
        });

        // begin settings
        builder.Services.AddEventNormalization(builder.Configuration.GetSection("EventNormalization")).AddRetries();
        // end settings
        // begin own
        builder.Services.AddEventNormalization()
            .UseSchema("orders.schema.json")
            .AddParser("amount", new CentParser(), clientId: "till-7")
            .AddMeasure(largeOrders)
            .UseStores(provider => new EventStores
            {
                Events = new InMemoryEventStore(),
                FailedEvents = new InMemoryFailedEventStore(),
            })
            .AddRetries(new RetryWorkerOptions { BatchSize = 500 });
        // end own

        await using var app = builder.Build();
        await app.StartAsync();
        var result = await app.Services.GetRequiredService<EventPipeline>().IngestAsync(
            """{"client":"till-7","metric":"sales","orderTotal":1250,"ts":1705314600}"""u8.ToArray());
        await app.StopAsync();
        Assert.Equal(12.5m, result.Record!.Amount);
    }

    [Fact]
    public async Task Five_lines_do_without_a_container()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("events.db");
        var body = """{"source":"shop","metric":"sales","amount":"1,200.00","ts":1705314600}"""u8.ToArray();

        // begin bare
        var identifier = new EventIdentifier(EventSchema.Default);
        using var failed = SqliteFailedEventStore.Open(path + SqliteFailedEventStore.FileSuffix);
        using var events = SqliteEventStore.Open(path, identifier.Schemas, new() { FailedEvents = failed });
        var pipeline = new EventPipeline(identifier, events, failed);
        var result = await pipeline.IngestAsync(body);
        // end bare

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
    }

    private static WebApplication Compose(string[] args)
    {
        // begin host
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddEventNormalization().UseSqliteStore("events.db").AddRetries();
        builder.Services.AddHealthChecks().AddEventNormalization();

        var app = builder.Build();
        app.MapEventApi("/v1");
        app.MapEventDashboard("/events");
        app.MapHealthChecks("/health");
        // end host
        return app;
    }

    private sealed class CentParser : IFieldParser<decimal>, ISignedParser
    {
        public ParserSignature Signature { get; } = new("cents", 1);

        public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile)
        {
            var read = FieldParsers.Amount.Parse(input, profile);
            return read.IsSuccess ? read.Value / 100 : read;
        }
    }

    private sealed class LargeCount : IAggregator<decimal, long, MeasureValue>, IStateFormat<long>
    {
        public long Seed() => 0;

        public void Add(ref long state, decimal input) => state += input >= 100 ? 1 : 0;

        public void Merge(ref long state, long other) => state += other;

        public MeasureValue Result(long state) => MeasureValue.FromInteger(state);

        public void Write(in long state, IBufferWriter<byte> output) => output.Write(BitConverter.GetBytes(state));

        public long Read(ReadOnlySpan<byte> bytes) => BitConverter.ToInt64(bytes);
    }
}
