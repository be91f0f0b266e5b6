using System;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EventNormalization.AspNetCore.Tests.Telemetry;

/// <summary>A bit of everything that a host does.</summary>
internal static class Work
{
    /// <summary>What must not leave the stores but by their own endpoints.</summary>
    public const string Canary = "canary-4711";

    public static async Task OnceAsync(IServiceProvider services)
    {
        var pipeline = services.GetRequiredService<EventPipeline>();
        await IngestAsync($$"""{"client":"{{Canary}}","metric":"{{Canary}}","amount":1,"ts":1705314600}""");
        await IngestAsync($$"""{"client":"{{Canary}}","metric":"{{Canary}}","amount":"{{Canary}}","ts":1705314600}""");
        await IngestAsync($$"""{"client":"{{Canary}}",{{Canary}}""");
        await services.GetRequiredService<RetryWorker>().RetryAsync(EventPredicate.Everything);
        await TryAsync(async () => await Conservation.ReadAsync(
            services.GetRequiredService<IEventReader>(), services.GetRequiredService<IFailedEventStore>()));

        Task IngestAsync(string json) => TryAsync(async () => await pipeline.IngestAsync(Encoding.UTF8.GetBytes(json)));

        static async Task TryAsync(Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (Exception exception) when (exception is EventStoreException or AggregateException)
            {
                // A store that fails is told of, too.
            }
        }
    }
}
