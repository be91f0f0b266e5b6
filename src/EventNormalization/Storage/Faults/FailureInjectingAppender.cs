using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>Wraps an event appender and makes it fail by a plan, to test how a program handles failures.</summary>
/// <remarks>
/// <para>Fault model: a call fails before its step (nothing changed), after it (changed, and the answer or a
/// part of it is lost), or is late. A step never takes effect in part, and an answer is never wrong. A pipeline copes,
/// since repeating the call under the same name returns the first answer.</para>
/// <para>Thread-safe. The same calls in the same order meet the same faults. Attempts are counted for the last 65,536
/// different calls that were made while the plan was not empty.</para>
/// </remarks>
public sealed class FailureInjectingAppender : IEventAppender
{
    private readonly IEventAppender _inner;
    private readonly FaultInjector _injector;

    /// <summary>Wraps a store with a plan.</summary>
    /// <param name="inner">What does the work.</param>
    /// <param name="plan">Which calls fail, and how.</param>
    /// <param name="time">Tells the time to the plan, and waits for late calls.</param>
    public FailureInjectingAppender(IEventAppender inner, FaultPlan plan, TimeProvider time)
        : this(inner, new FaultInjector(plan, time))
    {
    }

    internal FailureInjectingAppender(IEventAppender inner, FaultInjector injector)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _injector = injector;
    }

    /// <summary>
    /// Which calls fail, and how; may be replaced at any time, and then applies to calls that begin later.
    /// </summary>
    public FaultPlan Plan
    {
        get => _injector.Plan;
        set => _injector.Plan = value;
    }

    /// <summary>A snapshot of the last 1,000 injected faults, in order.</summary>
    public IReadOnlyList<InjectedFault> Injected => _injector.Injected;

    /// <summary>How many faults were injected.</summary>
    public long InjectedCount => _injector.InjectedCount;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var pending = await _injector
            .BeforeAsync(StoreOperation.Append, () => CallSubject.Of(appends), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        return pending.After(
            await _inner.AppendAsync(appends, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled));
    }

    /// <inheritdoc/>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        _injector.RunAsync(
            StoreOperation.Close,
            () => CallSubject.Of(name),
            () => _inner.CloseAsync(name, cancellationToken),
            cancellationToken);
}
