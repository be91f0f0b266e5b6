using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary><c>POST events</c> with several events, and <c>POST events/batch</c>.</summary>
public sealed class IngestManyTests
{
    private const string Other = """{"client_id":"client_B","metric":"sales","amount":"7","timestamp":1705314600}""";

    [Theory]
    [InlineData("[", ",", "]", "/v1/events")]
    [InlineData("[", ",", "]", "/v1/events/batch")]
    [InlineData("", "", "", "/v1/events")]
    [InlineData("", "\n", "", "/v1/events")]
    public async Task Several_events_have_their_results_in_order(string open, string comma, string close, string path)
    {
        await using var host = await IngestHost.StartAsync();
        var body = open + string.Join(comma, IngestHost.Messy, "{}", Other, IngestHost.Spelt) + close;

        var answer = await host.PostAsync(body, path);

        Assert.Equal(200, answer.Code);
        Assert.Equal(["accepted", "rejected", "accepted", "duplicate"], Outcomes(answer));
        Assert.Equal(
            """{"received":4,"accepted":2,"duplicates":1,"rejected":1,"deferred":0,"conflicts":0}""",
            answer.Json.GetProperty("counts").GetRawText());
        var rejected = answer.Json.GetProperty("results")[1];
        Assert.Equal(64, rejected.GetProperty("hash").GetString()!.Length);
        Assert.Equal("client_id.missing", rejected.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(4, await host.ReceivedAsync());
    }

    [Fact]
    public async Task The_batch_endpoint_answers_one_event_with_a_list_too()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(IngestHost.Messy, "/v1/events/batch");

        Assert.Equal((200, 1), (answer.Code, answer.Json.GetProperty("results").GetArrayLength()));
    }

    [Fact]
    public async Task An_array_of_one_event_is_a_list()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(" [" + IngestHost.Messy + "]");

        Assert.Equal(["accepted"], Outcomes(answer));
    }

    [Fact]
    public async Task An_empty_array_brings_nothing_and_an_empty_body_is_400()
    {
        await using var host = await IngestHost.StartAsync();

        var none = await host.PostAsync("[]");
        var empty = await host.PostAsync("");
        var blank = await host.PostAsync(" \n ");

        Assert.Equal(
            "{\"results\":[],\"counts\":{\"received\":0,\"accepted\":0,\"duplicates\":0,\"rejected\":0,\"deferred\":0,"
                + "\"conflicts\":0}}",
            none.Body);
        Assert.Equal((400, 400), (empty.Code, blank.Code));
        Assert.Equal("urn:event-normalization:body.empty", blank.Text("type"));
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Fact]
    public async Task A_broken_array_costs_its_complete_elements_nothing()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync("[" + IngestHost.Messy + "," + Other + ",{\"client_id\":");

        Assert.Equal(["accepted", "accepted", "rejected"], Outcomes(answer));
    }

    [Fact]
    public async Task Where_one_store_fails_the_others_results_are_told_with_200()
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync("[" + IngestHost.Messy + ",{}]");

        Assert.Equal(200, answer.Code);
        Assert.Equal(["deferred", "rejected"], Outcomes(answer));
    }

    [Fact]
    public async Task Where_neither_store_kept_anything_it_is_503()
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);
        host.Failed.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync("[" + IngestHost.Messy + ",{}]");

        Assert.Equal(503, answer.Code);
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Fact]
    public async Task What_is_kept_is_told_where_its_neighbours_could_not_be_kept()
    {
        await using var host = await IngestHost.StartAsync();
        host.Failed.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync("[" + IngestHost.Messy + ",{}," + Other + "]");

        Assert.Equal(200, answer.Code);
        Assert.Equal(["accepted", "not_kept", "accepted"], Outcomes(answer));
        Assert.Equal(
            "{\"received\":2,\"accepted\":2,\"duplicates\":0,\"rejected\":0,\"deferred\":0,\"conflicts\":0,"
                + "\"not_kept\":1}",
            answer.Json.GetProperty("counts").GetRawText());
        Assert.Equal(2, await host.ReceivedAsync());
    }

    [Fact]
    public async Task Too_many_events_are_413_and_none_of_them_is_kept()
    {
        await using var host = await IngestHost.StartAsync();
        var body = new StringBuilder("[");
        body.AppendJoin(',', Enumerable.Repeat("{}", 20_001)).Append(']');

        var answer = await host.PostAsync(body.ToString());

        Assert.Equal((413, "urn:event-normalization:body.too_many"), (answer.Code, answer.Text("type")));
        Assert.Equal(0, await host.ReceivedAsync());
    }

    private static string[] Outcomes(Answer answer) =>
    [
        .. answer.Json.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("outcome").GetString()!),
    ];
}
