using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using EventNormalization.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests;

/// <summary>What a store says as it fails may name files and servers: it is for the log alone.</summary>
public sealed class StoreWordsTests
{
    private const string Words = "/var/canary/events.db is on a disk that is gone";
    private const string Event = """{"client_id":"shop","metric":"sales","amount":1,"ts":1705314600}""";

    private readonly FakeLogCollector _log = new();

    [Fact]
    public async Task What_a_store_said_as_it_failed_is_in_the_log_and_in_no_answer_about_a_failed_event()
    {
        await using var host = await StartAsync();

        var sent = await PostAsync(host, "/v1/events", Event);
        var hash = sent.Answer.GetProperty("hash").GetString();
        var retried = await PostAsync(host, $"/v1/failed/{hash}/retry", "{}");

        Assert.Equal("deferred", sent.Answer.GetProperty("outcome").GetString());
        Assert.Equal(HttpStatusCode.OK, retried.Status);
        foreach (var path in new[]
        {
            "/v1/failed?state=all", "/v1/failed?state=all&raw=true", "/v1/failed?state=all&format=csv",
            "/v1/failed?state=all&format=ndjson", "/v1/failed/" + hash, "/v1/failed/groups",
            "/v1/events/" + sent.Answer.GetProperty("event_id").GetString(),
        })
        {
            using var answer = await host.Client.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(
                text.Contains(hash!, StringComparison.Ordinal) || text.Contains("store.unav", StringComparison.Ordinal),
                text);
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("canary", sent.Answer + "" + retried.Answer, StringComparison.Ordinal);
        Assert.Contains(
            Words,
            await host.Services.GetRequiredService<IFailedEventStore>().QueryAsync(new FailedEventQuery())
                .Select(entry => entry.Reasons[0].Message).SingleAsync(),
            StringComparison.Ordinal);
        Assert.Contains(_log.GetSnapshot(), IsTold);
    }

    [Fact]
    public async Task What_a_store_said_as_it_failed_is_in_the_log_and_in_no_answer_about_an_operation()
    {
        await using var host = await StartAsync();
        await PostAsync(host, "/v1/events", Event);

        var begun = await PostAsync(host, "/v1/failed/retry", """{"where":{}}""");
        var id = begun.Answer.GetProperty("operation").GetProperty("id").GetString();
        var held = await HeldAsync(host, $"/v1/operations/{id}");

        Assert.Equal(StoreGuard.Silent, held.GetProperty("error").GetString());
        Assert.DoesNotContain(
            "canary", await host.Client.GetStringAsync("/v1/operations"), StringComparison.Ordinal);
        Assert.Contains(_log.GetSnapshot(), record => record.Id.Id == 1207 && IsTold(record));
    }

    private static bool IsTold(FakeLogRecord record) =>
        (record.Message + record.Exception).Contains(Words, StringComparison.Ordinal);

    /// <summary>The operation once it waits for the store and the log says so; asked for at most a minute.</summary>
    private async Task<JsonElement> HeldAsync(TestHost host, string path)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var operation = JsonDocument.Parse(await host.Client.GetStringAsync(path)).RootElement;
            if ((operation.TryGetProperty("error", out _) && _log.GetSnapshot().Any(record => record.Id.Id == 1207))
                || watch.Elapsed > TimeSpan.FromMinutes(1))
            {
                return operation;
            }

            await Task.Delay(20);
        }
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(events =>
    {
        events.Services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(_log));
        events.UseStores(_ => new EventStores
        {
            Events = Interception.Around<IEventStore>(new InMemoryEventStore(), (method, _, call) =>
                method.Name is nameof(IEventStore.AppendAsync) or nameof(IEventStore.CloseAsync)
                    ? throw new IOException(Words)
                    : call()),
            FailedEvents = Interception.Around<IBulkOperationQueue>(
                new InMemoryFailedEventStore(), (method, _, call) =>
                    method.Name == nameof(IBulkOperationQueue.ReadSelectionAsync)
                        ? throw new IOException(Words)
                        : call()),
        });
    });

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(
        TestHost host, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await host.Client.PostAsync(path, content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
