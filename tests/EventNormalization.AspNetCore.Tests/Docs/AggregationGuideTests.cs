using System;
using System.Buffers;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Tests.Docs;
using EventNormalization.Totals;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Docs;

/// <summary>The measure of docs/guides/aggregation.md in a host that answers with it.</summary>
public sealed class AggregationGuideTests
{
    [Fact]
    public async Task The_host_of_the_page_answers_with_the_measure_as_the_page_says()
    {
        var builder = HostBuilders.Create();

        // begin host
        builder.Services.AddEventNormalization().UseInMemoryStore().AddMeasure(RoundAmounts.Measure);
        // end host

        await using var app = builder.Build();
        app.MapEventApi("/v1");
        await app.StartAsync();
        foreach (var amount in new[] { 100, 250, 300 })
        {
            await app.Services.GetRequiredService<EventPipeline>().IngestAsync(JsonSerializer.SerializeToUtf8Bytes(
                new { client = amount > 100 ? "till-1" : "till-2", metric = "sales", amount, ts = 1_705_314_600 }));
        }

        var client = app.GetTestClient();
        var answer = await client.GetStringAsync(
            new Uri("/v1/aggregates?by=client_id&measures=count,round", UriKind.Relative));
        var schema = JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/schema", UriKind.Relative)))!;
        await app.StopAsync();

        Assert.Equal(CodeBlocks.OfPage("docs/guides/aggregation.md", "json").Single(), answer.TrimEnd('\n'));
        Assert.Contains("round", schema["measures"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    // begin measure
    private sealed class RoundAmounts : IAggregator<NormalizedEvent, long, MeasureValue>, IStateFormat<long>
    {
        public static readonly Measure Measure = Measure.Of("round", 1, new RoundAmounts(), new RoundAmounts());

        public long Seed() => 0;
        public void Add(ref long state, NormalizedEvent input) => state += input.Amount % 100 == 0 ? 1 : 0;
        public void Merge(ref long state, long other) => state += other;
        public MeasureValue Result(long state) => MeasureValue.FromInteger(state);
        public void Write(in long state, IBufferWriter<byte> output) => output.Write(BitConverter.GetBytes(state));
        public long Read(ReadOnlySpan<byte> bytes) => BitConverter.ToInt64(bytes);
    }
    // end measure
}
