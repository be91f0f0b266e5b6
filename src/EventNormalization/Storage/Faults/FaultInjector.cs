using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Asks a plan about each call of a store, injects the fault, and records it.</summary>
internal sealed class FaultInjector
{
    /// <summary>The most injected faults that are recorded; older ones are dropped.</summary>
    public const int InjectedMax = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<InjectedFault> _injected = new();
    private readonly AttemptCounts _attempts = new();
    private readonly TimeProvider _time;
    private volatile FaultPlan _plan;
    private long _callCount;
    private long _injectedCount;

    public FaultInjector(FaultPlan plan, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        _plan = plan;
        _time = time;
    }

    public FaultPlan Plan
    {
        get => _plan;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _plan = value;
        }
    }

    public IReadOnlyList<InjectedFault> Injected
    {
        get
        {
            lock (_lock)
            {
                return _injected.ToArray();
            }
        }
    }

    public long InjectedCount => Interlocked.Read(ref _injectedCount);

    /// <summary>Delays and throws as the plan says, before the step.</summary>
    /// <returns>What there is to do after the step.</returns>
    public async ValueTask<PendingFault> BeforeAsync(
        StoreOperation operation, Func<CallSubject> subject, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _callCount);
        var plan = _plan;
        if (plan.IsNone)
        {
            return default;
        }

        var (key, items) = subject();
        var context = new FaultContext
        {
            Operation = operation,
            Key = key,
            Items = items,
            Attempt = _attempts.Count(operation, key),
            Call = call,
            Now = Instant.FromDateTimeOffset(_time.GetUtcNow()),
        };
        var fault = plan.Decide(context);
        if (fault.IsNone)
        {
            return default;
        }

        var pending = new PendingFault(this, context, fault);
        if (fault.Delay > TimeSpan.Zero)
        {
            await Delays.WaitAsync(fault.Delay, _time, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        pending.Before();
        return pending;
    }

    /// <summary>Lets a call fail before or after its step.</summary>
    public async ValueTask<T> RunAsync<T>(
        StoreOperation operation,
        Func<CallSubject> subject,
        Func<ValueTask<T>> call,
        CancellationToken cancellationToken)
    {
        var pending = await BeforeAsync(operation, subject, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        var answer = await call().ConfigureAwait(ContextCapture.IsEnabled);
        pending.After();
        return answer;
    }

    /// <summary>Lets a sequence fail at its beginning, after some rows or after the last.</summary>
    public async IAsyncEnumerable<T> GuardAsync<T>(
        StoreOperation operation,
        Func<CallSubject> subject,
        IAsyncEnumerable<T> rows,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pending = await BeforeAsync(operation, subject, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        var rowsLeft = pending.RowsBeforeEnd;
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled))
        {
            if (rowsLeft-- == 0)
            {
                break;
            }

            yield return row;
        }

        pending.After();
    }

    /// <summary>Remembers a fault.</summary>
    public void Add(FaultContext context, Fault fault)
    {
        var injected = InjectedFault.Of(context, fault);
        lock (_lock)
        {
            if (_injected.Count == InjectedMax)
            {
                _injected.Dequeue();
            }

            _injected.Enqueue(injected);
            Interlocked.Increment(ref _injectedCount);
        }
    }
}
