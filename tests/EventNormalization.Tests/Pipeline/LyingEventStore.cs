using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Pipeline;

/// <summary>The way into a store that does each append, and then answers whatever it is told to.</summary>
/// <remarks>Fault model: answers are null, short, long, empty or those to other events; or the append throws.</remarks>
internal sealed class LyingEventStore(IEventAppender inner, Func<AppendAnswer, IReadOnlyList<AppendAnswer>?> answer)
    : IEventAppender
{
    public int CallCount { get; private set; }

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        CallCount++;
        return answer((await inner.AppendAsync(appends, cancellationToken))[0])!;
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);
}
