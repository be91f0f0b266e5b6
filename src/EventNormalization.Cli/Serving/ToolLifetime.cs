using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace EventNormalization.Cli.Serving;

/// <summary>Leaves the signals to the tool: the first one ends a command in order, the second one at once.</summary>
internal sealed class ToolLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
