using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>Two hosts that keep their events in one file.</summary>
public sealed class IngestSharedStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventnorm-hosts-").FullName;

    [Fact]
    public async Task An_event_that_is_sent_to_both_hosts_is_stored_once()
    {
        const int count = 40;
        await using var first = await StartAsync();
        await using var second = await StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 2 * count).Select(
            number => PostAsync(number % 2 == 0 ? first : second, number / 2)));

        Assert.Equal(count, statuses.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(count, statuses.Count(status => status == HttpStatusCode.OK));
        var conservation = await Conservation.ReadAsync(
            first.Services.GetRequiredService<IEventReader>(), second.Services.GetRequiredService<IFailedEventStore>());
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(2 * count, conservation.ReceivedCount);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<TestHost> StartAsync() => TestHost.StartAsync(builder =>
    {
        var path = Path.Combine(_folder, "events.db");
        builder.Services.AddSingleton<IEventStore>(
            _ => SqliteEventStore.Open(path, new SchemaSet(EventSchema.Default)));
        builder.Services.AddSingleton<IFailedEventQueue>(
            _ => SqliteFailedEventStore.Open(path + SqliteFailedEventStore.FileSuffix));
    });

    private static async Task<HttpStatusCode> PostAsync(TestHost host, int number)
    {
        using var content = new StringContent(
            $$"""{"client_id":"c","metric":"m","timestamp":1705314600,"amount":{{number}}}""",
            Encoding.UTF8,
            "application/json");
        using var response = await host.Client.PostAsync("/v1/events", content);
        return response.StatusCode;
    }
}
