using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>Goes on where the thread pool likes, as most libraries do.</summary>
internal sealed class EscapingAppender(IEventAppender inner) : IEventAppender
{
    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
        await inner.AppendAsync(appends, cancellationToken).ConfigureAwait(false);

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);
}
