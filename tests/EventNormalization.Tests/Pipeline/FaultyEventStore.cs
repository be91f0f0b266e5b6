using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// The way into a store, whose appends fail as a list of faults says, one fault for each call, then work.
/// </summary>
/// <remarks>
/// Fault model: a call fails before its step (nothing changed) or after it (changed, but the answer is lost). Never
/// does a step take effect in part, or an answer lie; the pipeline survives since asking again gives the first answer.
/// </remarks>
internal sealed class FaultyEventStore(IEventAppender inner, params Fault[] faults) : IEventAppender
{
    private readonly Queue<Fault> _faults = new(faults);

    public int CallCount { get; private set; }

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        CallCount++;
        var fault = _faults.TryDequeue(out var next) ? next : Fault.None;
        if (fault == Fault.Refused)
        {
            throw new EventStoreException(StoreFailureKind.NotApplied, "the store is full");
        }

        if (fault == Fault.Before)
        {
            throw new IOException("the disk is gone");
        }

        var answer = await inner.AppendAsync(appends, cancellationToken);
        return fault == Fault.After ? throw new TimeoutException("the answer is lost") : answer;
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        inner.CloseAsync(name, cancellationToken);
}
