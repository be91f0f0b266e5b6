using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>A host whose stores can be made to fail, at a known time.</summary>
internal sealed class IngestHost : IAsyncDisposable
{
    public const string Id = "c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7";

    public const string Record =
        """{"amount":1200,"client_id":"client_A","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}""";

    /// <summary>The event of <see cref="Record"/> as some client spells it.</summary>
    public const string Messy =
        """{"source":"client_A","payload":{"metric":"sales","amount":"1,200.00","timestamp":"2024/01/15 10:30:00"}}""";

    public const string Spelt =
        """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":1705314600}""";

    /// <summary>When everything is received.</summary>
    public const string ReceivedAt = "2026-03-01T12:00:00Z";

    private readonly TestHost _host;

    private IngestHost(TestHost host) => _host = host;

    public FailureInjectingEventStore Events { get; private init; } = null!;

    public FailureInjectingFailedEventStore Failed { get; private init; } = null!;

    public HttpClient Client => _host.Client;

    public static async Task<IngestHost> StartAsync(
        ApiLimits? limits = null, Action<IServiceCollection>? configure = null)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(ReceivedAt, CultureInfo.InvariantCulture))
        {
            // A pipeline waits between attempts.
            AutoAdvanceAmount = TimeSpan.Zero,
        };
        var events = new FailureInjectingEventStore(new InMemoryEventStore(), FaultPlan.None, time);
        var failed = new FailureInjectingFailedEventStore(new InMemoryFailedEventStore(), FaultPlan.None, time);
        var host = await TestHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton<IEventStore>(events);
            builder.Services.AddSingleton<IFailedEventQueue>(failed);
            builder.Services.AddSingleton(limits ?? ApiLimits.Default);
            builder.Services.AddSingleton(provider => Pipelines.Impatient(provider, time));
            configure?.Invoke(builder.Services);
        });
        return new IngestHost(host) { Events = events, Failed = failed };
    }

    public async Task<Answer> PostAsync(string body, string path = "/v1/events", string type = "application/json") =>
        await PostAsync(Encoding.UTF8.GetBytes(body), path, type, null);

    public async Task<Answer> PostAsync(byte[] body, string path, string? type, string? encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await Client.PostAsync(path, content);
        return await Answer.ReadAsync(response);
    }

    /// <summary>What the stores acknowledged; the equations hold.</summary>
    public async Task<long> ReceivedAsync()
    {
        (Events.Plan, Failed.Plan) = (FaultPlan.None, FaultPlan.None);
        var conservation = await Conservation.ReadAsync(Events, Failed);
        Xunit.Assert.True(conservation.Holds, conservation.ToString());
        return conservation.ReceivedCount;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
