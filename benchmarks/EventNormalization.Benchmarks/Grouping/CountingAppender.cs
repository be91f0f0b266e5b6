using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Benchmarks.Grouping;

/// <summary>Counts the steps that a store takes.</summary>
internal sealed class CountingAppender(IEventAppender inner) : IEventAppender
{
    private long _stepCount;

    public long StepCount => Interlocked.Read(ref _stepCount);

    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _stepCount);
        return inner.AppendAsync(appends, cancellationToken);
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);
}
