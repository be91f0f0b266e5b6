using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

public sealed class StopUnderLoadTests
{
    private const int SenderCount = 8;
    private const int AcknowledgedMin = 200;

    [Fact]
    public async Task A_host_that_stops_under_load_loses_nothing_that_it_acknowledged()
    {
        await using var host = await ListeningHost.StartAsync();
        using var seen = new Seen();
        var senders = Enumerable.Range(0, SenderCount).Select(sender => SendAsync(host, sender, seen)).ToArray();

        for (var i = 0; i < AcknowledgedMin; i++)
        {
            await seen.Answers.WaitAsync();
        }

        await host.StopAsync();
        await Task.WhenAll(senders);

        var stored = new HashSet<string>();
        await foreach (var item in host.Services.GetRequiredService<IEventStore>().QueryAsync(EventQuery.All))
        {
            Assert.Equal(1, item.Occurrences);
            stored.Add(item.Event.Id.ToString());
        }

        Assert.Empty(seen.Acknowledged.Except(stored));
        Assert.All(seen.Others, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.Empty((await SqliteStorePair.VerifyAsync(host.StorePath)).Problems);
    }

    private static async Task SendAsync(ListeningHost host, int sender, Seen seen)
    {
        for (var i = 0; ; i++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(
                $$"""{"client_id":"c{{sender}}","metric":"m","amount":{{i}},"ts":1705314600}"""));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            try
            {
                using var answer = await host.Client.PostAsync("/v1/events", content);
                var body = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    using var json = JsonDocument.Parse(body);
                    seen.Acknowledged.Add(json.RootElement.GetProperty("event_id").GetString()!);
                }
                else
                {
                    seen.Others.Add(answer.StatusCode);
                }

                seen.Answers.Release();
            }
            catch (HttpRequestException)
            {
                // The host has gone: what had no answer was not acknowledged.
                return;
            }
        }
    }

    private sealed class Seen : IDisposable
    {
        public ConcurrentBag<string> Acknowledged { get; } = [];

        public ConcurrentBag<HttpStatusCode> Others { get; } = [];

        public SemaphoreSlim Answers { get; } = new(0);

        public void Dispose() => Answers.Dispose();
    }
}
