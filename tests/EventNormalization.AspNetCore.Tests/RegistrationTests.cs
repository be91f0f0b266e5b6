using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task One_line_registers_a_pipeline_over_stores_in_memory()
    {
        await using var host = await TestHost.StartAsync();
        var pipeline = host.Services.GetRequiredService<EventPipeline>();

        var result = await pipeline.IngestAsync(
            """{"source":"shop","metric":"sales","amount":"1,200.00","ts":1705314600}"""u8.ToArray());

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        Assert.NotNull(await host.Services.GetRequiredService<IEventReader>().FindAsync(result.Id!.Value));
    }
}
