using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api;

public sealed class SimulationTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeLogCollector _logs = new();

    [Fact]
    public async Task Where_the_host_does_not_allow_it_reading_says_so_and_setting_is_not_there()
    {
        await using var host = await TestHost.StartAsync();

        var read = await host.Client.GetStringAsync(new Uri("/v1/simulation", UriKind.Relative));
        using var answer = await PutAsync(host, """{"mode":"down"}""");

        Assert.Equal("""{"allowed":false}""", read);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("AllowSimulation()", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before_write", RetryOutcome.Accepted)]
    [InlineData("answer_lost", RetryOutcome.AlreadyCounted)]
    [InlineData("down", RetryOutcome.Accepted)]
    public async Task What_fails_on_purpose_is_deferred_and_counted_once_when_it_works_again(
        string mode, RetryOutcome expected)
    {
        await using var host = await StartAsync();
        using var on = await PutAsync(host, $$"""{"mode":"{{mode}}"}""");
        var failed = await IngestAsync(host);

        using var off = await PutAsync(host, """{"mode":"off"}""");
        var pass = await host.Services.GetRequiredService<RetryWorker>().RetryAsync(EventPredicate.Everything);

        Assert.Equal(IngestOutcome.Deferred, failed.Outcome);
        Assert.Equal(expected == RetryOutcome.Accepted ? (1, 0) : (0, 1), (pass.Accepted, pass.AlreadyCounted));
        Assert.Equal(IngestOutcome.Duplicate, (await IngestAsync(host)).Outcome);
        Assert.Equal("", (await JsonOf(off)).GetProperty("plan").GetString());
    }

    [Theory]
    [InlineData("before_write")]
    [InlineData("answer_lost")]
    [InlineData("slow")]
    [InlineData("down")]
    public async Task Who_did_not_switch_it_on_is_told_the_name_of_what_fails(string mode)
    {
        await using var host = await StartAsync();
        using var set = await PutAsync(host, $$"""{"mode":"{{mode}}"}""");

        var read = await ReadAsync(host);
        var plan = read.GetProperty("plan").GetString();
        using var off = await PutAsync(host, """{"mode":"off"}""");
        using var again = await PutAsync(host, $$"""{"plan":"{{plan}}"}""");

        Assert.Equal(mode, read.GetProperty("mode").GetString());
        Assert.Equal("2024-06-01T00:10:00Z", read.GetProperty("until").GetString());
        Assert.False((await JsonOf(off)).TryGetProperty("mode", out _));
        Assert.Equal(mode, (await JsonOf(again)).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task A_plan_is_told_back_with_its_end_counts_what_it_did_and_ends_by_itself()
    {
        await using var host = await StartAsync();

        using var set = await PutAsync(host, """{"plan":"seed=7 throw-before=1 only=append"}""");
        await IngestAsync(host);
        var read = await ReadAsync(host);
        _time.Advance(TimeSpan.FromMinutes(10));
        var later = await ReadAsync(host);
        var accepted = await IngestAsync(host);

        Assert.Equal(
            """{"allowed":true,"plan":"seed=7 throw-before=1 only=append","""
            + "\"until\":\"2024-06-01T00:10:00Z\",\"injected\":0}",
            await set.Content.ReadAsStringAsync());
        Assert.Equal(3, read.GetProperty("injected").GetInt64());
        Assert.Equal("""{"allowed":true,"plan":"","injected":3}""", later.GetRawText());
        Assert.NotEqual(IngestOutcome.Deferred, accepted.Outcome);
        Assert.Equal(
            "The event store fails on purpose from now on, by the plan seed=7 throw-before=1 only=append, "
            + "for 10 minutes at most.",
            _logs.GetSnapshot().Single(record => record.Id.Id == 162).Message);
    }

    [Theory]
    [InlineData("""{"mode":"sometimes"}""")]
    [InlineData("""{"mode":"off","plan":"none"}""")]
    [InlineData("""{"plan":7}""")]
    [InlineData("""{"plan":"throw-sometimes=1"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"plan":""")]
    public async Task What_is_not_understood_changes_nothing_and_is_said(string body)
    {
        await using var host = await StartAsync();
        using var on = await PutAsync(host, """{"mode":"slow"}""");

        using var answer = await PutAsync(host, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("expected", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("latency=2000ms:1 only=append", (await ReadAsync(host)).GetProperty("plan").GetString());
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(events =>
    {
        events.UseInMemoryStore().AllowSimulation();
        events.Services.AddSingleton<TimeProvider>(_time);
        events.Services.AddSingleton(provider => new EventPipeline(
            provider.GetRequiredService<Identity.EventIdentifier>(),
            provider.GetRequiredService<IEventStore>(),
            provider.GetRequiredService<IFailedEventStore>(),
            new EventPipelineOptions { Time = _time, RetryDelay = TimeSpan.Zero }));
        events.Services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_logs)));
    });

    private static async Task<IngestResult> IngestAsync(TestHost host) =>
        await host.Services.GetRequiredService<EventPipeline>().IngestAsync(
            """{"client":"client_A","metric":"sales","amount":1,"ts":1705314600}"""u8.ToArray());

    private static async Task<HttpResponseMessage> PutAsync(TestHost host, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Client.PutAsync(new Uri("/v1/simulation", UriKind.Relative), content);
    }

    private static async Task<JsonElement> ReadAsync(TestHost host)
    {
        using var answer = await host.Client.GetAsync(new Uri("/v1/simulation", UriKind.Relative));
        return await JsonOf(answer);
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
