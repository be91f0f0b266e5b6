using System.Threading.Tasks;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary><c>POST explain</c>.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task It_tells_how_each_field_was_read_and_stores_nothing()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(IngestHost.Messy, "/v1/explain");

        Assert.Equal(200, answer.Code);
        var one = Assert.Single(answer.Json.GetProperty("explanations").EnumerateArray());
        Assert.Equal("accepted", one.GetProperty("verdict").GetString());
        Assert.Equal(IngestHost.Id, one.GetProperty("event_id").GetString());
        Assert.Equal(IngestHost.Record, one.GetProperty("canonical").GetString());
        Assert.Equal(IngestHost.Record, one.GetProperty("record").GetRawText());
        Assert.False(one.GetProperty("stored").GetBoolean());
        var client = one.GetProperty("fields")[0];
        Assert.Equal(
            ("client_id", "by an alias", "source", "client_A"),
            (client.GetProperty("field").GetString(), client.GetProperty("found").GetString(),
                client.GetProperty("path").GetString(), client.GetProperty("value").GetString()));
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Fact]
    public async Task It_tells_that_an_event_is_stored_already_and_how_often_it_came()
    {
        await using var host = await IngestHost.StartAsync();
        await host.PostAsync(IngestHost.Spelt);
        await host.PostAsync(IngestHost.Spelt);

        var answer = await host.PostAsync(IngestHost.Messy, "/v1/explain");

        var one = answer.Json.GetProperty("explanations")[0];
        Assert.True(one.GetProperty("stored").GetBoolean());
        Assert.Equal(2, one.GetProperty("occurrences").GetInt32());
        Assert.Equal(2, await host.ReceivedAsync());
    }

    [Fact]
    public async Task Several_are_explained_in_order_with_the_reasons_of_those_that_are_refused()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync("[" + IngestHost.Messy + ",{\"amount\":1}]", "/v1/explain");

        var all = answer.Json.GetProperty("explanations");
        Assert.Equal(2, all.GetArrayLength());
        Assert.Equal("rejected", all[1].GetProperty("verdict").GetString());
        Assert.Equal("client_id.missing", all[1].GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_store_that_does_not_answer_costs_the_look_up_alone()
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync(IngestHost.Messy, "/v1/explain");

        var one = answer.Json.GetProperty("explanations")[0];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, one.GetProperty("stored").ValueKind);
        Assert.Equal(IngestHost.Id, one.GetProperty("event_id").GetString());
    }
}
