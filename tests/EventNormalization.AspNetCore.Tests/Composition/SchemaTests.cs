using System;
using System.Buffers;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Totals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Composition;

public sealed class SchemaTests
{
    [Fact]
    public async Task A_parser_of_the_host_reads_a_field_of_every_client()
    {
        var result = await IngestAsync(
            """{"client":"a","metric":"m","amount":"twelve","date":"2024-01-15"}""",
            events => events.AddParser("amount", new WordAmounts()));

        Assert.Equal(12m, result.Record!.Amount);
    }

    [Theory]
    [InlineData("shop-7", IngestOutcome.Accepted)]
    [InlineData("shop-8", IngestOutcome.Rejected)]
    public async Task A_parser_for_one_client_reads_nothing_of_the_others(string client, IngestOutcome expected)
    {
        var text = "{\"client\":\"" + client + "\",\"metric\":\"m\",\"amount\":\"twelve\",\"date\":\"2024-01-15\"}";

        var result = await IngestAsync(text, events => events.AddParser("amount", new WordAmounts(), "shop-7"));

        Assert.Equal(expected, result.Outcome);
    }

    [Fact]
    public async Task A_parser_reads_a_further_field_of_whatever_schema_is_chosen()
    {
        var schema = EventSchema.Default with
        {
            FurtherFields = [new FieldDefinition<decimal>("fee", FieldParsers.Amount)],
        };

        var result = await IngestAsync(
            """{"client":"a","metric":"m","amount":1,"fee":"twelve","date":"2024-01-15"}""",
            events => events.AddParser("fee", new WordAmounts()).UseSchema(schema));

        Assert.Equal(FieldValue.FromDecimal(12), result.Record!.Fields.Single().Value);
    }

    [Fact]
    public async Task A_parser_for_a_field_that_the_schema_lacks_keeps_the_host_from_starting()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestHost.StartAsync(events => events.AddParser("amout", new WordAmounts())));

        Assert.Equal(
            "AddParser: found the field 'amout', expected one of client_id, metric, amount, timestamp, currency.",
            error.Failures.Single());
    }

    [Fact]
    public async Task A_parser_of_another_type_than_its_field_keeps_the_host_from_starting()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestHost.StartAsync(events => events.AddParser("timestamp", new WordAmounts())));

        Assert.Equal(
            "AddParser: found a parser of Decimal for the field 'timestamp', expected one of its Instant.",
            error.Failures.Single());
    }

    [Fact]
    public async Task A_parser_without_a_signature_keeps_the_host_from_starting()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => TestHost.StartAsync(events => events.AddParser("amount", new Unsigned())));

        Assert.StartsWith("The parser of the field 'amount' has no signature", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_file_is_found_from_the_content_root_and_a_name_is_one_that_the_library_brings()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.json", """{"fields":{"amount":{"aliases":["sum"]}}}""");
        var builder = HostBuilders.Create(folder.Path);
        builder.Services.AddEventNormalization().UseInMemoryStore().UseSchema("mine.json");
        await using var app = builder.Build();
        await app.StartAsync();

        Assert.Contains("sum", OnlySchema(app.Services).Amount.Aliases);
        await app.StopAsync();

        await using var named = await TestHost.StartAsync(events => events.UseInMemoryStore().UseSchema("paypal"));
        Assert.Equal(EventSchemas.Named("paypal"), OnlySchema(named.Services));
    }

    [Fact]
    public async Task A_measure_of_the_host_is_found_by_its_name_beside_those_of_the_library()
    {
        var measure = Measure.OfDecimal(new DecimalMeasureDefinition<long>
        {
            Name = "large",
            Version = 1,
            Aggregator = new LargeCount(),
            Format = new LargeCount(),
        });
        await using var host = await TestHost.StartAsync(events => events.UseInMemoryStore().AddMeasure(measure));
        var pipeline = host.Services.GetRequiredService<EventPipeline>();
        foreach (var amount in new[] { "99", "100", "250" })
        {
            await pipeline.IngestAsync(Encoding.UTF8.GetBytes(
                $$"""{"client":"a","metric":"m","amount":{{amount}},"date":"2024-01-15"}"""));
        }

        var answer = await host.Client.GetStringAsync("/v1/aggregates?by=client_id&measures=count,large");
        using var unknown = await host.Client.GetAsync("/v1/aggregates?measures=larg");

        Assert.Contains("\"count\":3,\"large\":2", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("large", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_measures_of_one_name_keep_the_host_from_starting()
    {
        static Measure Large(int version) => Measure.OfDecimal(new DecimalMeasureDefinition<long>
        {
            Name = "large",
            Version = version,
            Aggregator = new LargeCount(),
            Format = new LargeCount(),
        });

        var error = await Assert.ThrowsAsync<ArgumentException>(() => TestHost.StartAsync(
            events => events.UseInMemoryStore().AddMeasure(Large(1)).AddMeasure(Large(2))));

        Assert.StartsWith("AddMeasure: found large", error.Message, StringComparison.Ordinal);
    }

    private static EventSchema OnlySchema(IServiceProvider services) =>
        services.GetRequiredService<EventIdentifier>().Schemas.Schemas.Single().Schema;

    private static async Task<IngestResult> IngestAsync(string text, Action<EventNormalizationBuilder> configure)
    {
        await using var host = await TestHost.StartAsync(configure);
        return await host.Services.GetRequiredService<EventPipeline>().IngestAsync(
            Encoding.UTF8.GetBytes(text));
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

    private sealed class Unsigned : IFieldParser<decimal>
    {
        public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile) => 1m;
    }

    private sealed class WordAmounts : IFieldParser<decimal>, ISignedParser
    {
        public ParserSignature Signature { get; } = new("amounts in words", 1);

        public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile) =>
            input.Utf8.SequenceEqual("twelve"u8)
                ? 12m
                : new ParseFailure { Problem = Problems.Format, Expected = "the word twelve" };
    }
}
