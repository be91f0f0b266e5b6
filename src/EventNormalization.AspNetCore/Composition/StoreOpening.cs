using System;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventNormalization.Composition;

/// <summary>Opens the stores when the host starts, rather than at the first event.</summary>
/// <remarks>A host whose stores cannot be opened does not start; the exception says which file and why.</remarks>
internal sealed class StoreOpening(IServiceProvider provider) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        provider.GetRequiredService<StoreStack>();

        // Two measures of one name are refused now, not at the first query.
        provider.GetRequiredService<HostMeasures>();

        // It refuses rules that no store could remember: a parser without a signature.
        provider.GetRequiredService<EventPipeline>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
