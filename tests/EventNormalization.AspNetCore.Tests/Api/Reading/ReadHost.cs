using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>A host with stores of either kind, and with time that stands still.</summary>
internal sealed class ReadHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private static readonly EventSchema Schema = EventSchema.Default with
    {
        FurtherFields =
        [
            new FieldDefinition<string>("region", FieldParsers.Text) { Presence = FieldPresence.Optional },
        ],
    };

    private readonly TestHost _host;
    private readonly DirectoryInfo? _folder;
    private ulong _sequence;

    private ReadHost(TestHost host, DirectoryInfo? folder) => (_host, _folder) = (host, folder);

    public HttpClient Client => _host.Client;

    public IServiceProvider Services => _host.Services;

    public static Task<ReadHost> InMemoryAsync(TimeProvider? time = null) => StartAsync(null, time, Schema);

    /// <summary>With the schema that a host has which names none.</summary>
    public static Task<ReadHost> PlainAsync() => StartAsync(null, null, EventSchema.Default);

    public static Task<ReadHost> SqliteAsync() =>
        StartAsync(Directory.CreateTempSubdirectory("eventnorm-read"), null, Schema);

    public async Task IngestAsync(params string[] deliveries)
    {
        var pipeline = Services.GetRequiredService<EventPipeline>();
        foreach (var delivery in deliveries)
        {
            await pipeline.IngestAsync(Encoding.UTF8.GetBytes(delivery));
        }
    }

    /// <summary>Keeps a delivery whose event was understood, as a pipeline does when the store fails.</summary>
    public async Task<RecordId> DeferAsync(string delivery)
    {
        var identified = Services.GetRequiredService<EventIdentifier>().Identify(
            new RawEvent(Encoding.UTF8.GetBytes(delivery), Instant.FromDateTimeOffset(Start))).Event!;
        await Services.GetRequiredService<IFailedEventStore>().RecordAsync(new AppendId(99, ++_sequence),
            [
                new FailedDelivery
                {
                    Raw = Encoding.UTF8.GetBytes(delivery),
                    ReceivedAt = Instant.FromDateTimeOffset(Start),
                    State = FailedEventState.Pending,
                    Reasons = [new FieldError { Code = "store.failed", Field = "store", Expected = "an answer" }],
                    ClientId = identified.Record.ClientId,
                    Id = identified.Id,
                },
            ]);
        return identified.Id;
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<string> BodyAsync(string path)
    {
        var (status, body) = await GetAsync(path);
        return status == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{status}: {body}");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static async Task<ReadHost> StartAsync(DirectoryInfo? folder, TimeProvider? time, EventSchema schema)
    {
        var host = await TestHost.StartAsync(events =>
        {
            events.Services.AddSingleton<TimeProvider>(time ?? new FakeTimeProvider(Start));
            events.Services.AddSingleton(new EventIdentifier(schema));
            if (folder is not null)
            {
                var file = Path.Combine(folder.FullName, "events.db");
                events.Services.AddSingleton<IFailedEventQueue>(
                    _ => SqliteFailedEventStore.Open(file + SqliteFailedEventStore.FileSuffix));
                events.Services.AddSingleton<IEventStore>(_ => SqliteEventStore.Open(file, schema));
            }
        });
        return new ReadHost(host, folder);
    }
}
