using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;
using EventNormalization.Telemetry;

namespace EventNormalization.Storage;

/// <summary>Brings appends that come at once into a store in one step, each under its own name.</summary>
/// <remarks>
/// <para>For many callers who append a few events each: a durable store takes about as long for one step as for a
/// hundred. There is no timer: one step is under way at a time, who comes meanwhile is in the next one, and who comes
/// alone goes at once. Each caller has its own answer, when the step is as durable as the store promises.</para>
/// <para>Calls go into the store in the order of their arrival; one that closes a name is a step of its own.
/// A step that fails as a whole fails each caller with the store's own exception, to be asked for again under the same
/// names. One that fails since one of its appends will never be applied (<see cref="StoreFailureKind.Never"/>,
/// <see cref="ArgumentException"/>) is taken in halves until that append is alone, so that it costs no neighbour
/// its answer.</para>
/// <para>A caller who gives up while waiting leaves, and the store never sees the call. One whose call is under way
/// gets what the store says: the answer, or its failure. The store is told to give up when all callers of a step did.
/// So an <see cref="OperationCanceledException"/> means what it means without the group.</para>
/// <para>Thread-safe. Where a store is shared by several programs, each has a group of its own.</para>
/// </remarks>
public sealed class GroupCommitAppender : IEventAppender, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<GroupedCall> _waiting = new();
    private readonly IEventAppender _inner;
    private readonly GroupCommitOptions _options;
    private TaskCompletionSource? _idle;
    private bool _isUnderWay;
    private bool _isCrowded;
    private bool _isDisposed;

    /// <summary>Puts a group commit before a store.</summary>
    /// <param name="inner">Does the work, one call at a time. It is not disposed with this one.</param>
    /// <param name="options">How much goes into one step; the defaults if left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is <see langword="null"/>.</exception>
    public GroupCommitAppender(IEventAppender inner, GroupCommitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _options = options ?? new GroupCommitOptions();
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var call = new GroupedCall(appends, cancellationToken);
        await RunAsync(call).ConfigureAwait(ContextCapture.IsEnabled);
        return call.Answers;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default)
    {
        var call = new GroupedCall(name, cancellationToken);
        await RunAsync(call).ConfigureAwait(ContextCapture.IsEnabled);
        return call.Closed;
    }

    /// <summary>Refuses what comes from now on, and waits for what came before.</summary>
    /// <returns>A task that ends when every call has its answer.</returns>
    public async ValueTask DisposeAsync()
    {
        Task idle;
        lock (_lock)
        {
            _isDisposed = true;
            if (!_isUnderWay)
            {
                return;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = _idle.Task;
        }

        await idle.ConfigureAwait(ContextCapture.IsEnabled);
    }

    private async ValueTask RunAsync(GroupedCall call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        if (IsFirst(call) || await WaitAsync(call).ConfigureAwait(ContextCapture.IsEnabled))
        {
            await LeadAsync(call).ConfigureAwait(ContextCapture.IsEnabled);
        }

        call.ThrowIfFailed();
    }

    /// <summary>Lets a call in; true if nothing is under way, so that it leads.</summary>
    private bool IsFirst(GroupedCall call)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_isUnderWay)
            {
                _waiting.Enqueue(call);
                return false;
            }

            _isUnderWay = true;
            call.Place = GroupedCallPlace.InFlight;
            return true;
        }
    }

    /// <summary>Waits for the answer, or for the lead of the next step (true).</summary>
    private async ValueTask<bool> WaitAsync(GroupedCall call)
    {
        var registration = call.CancellationToken.UnsafeRegister(_ => Leave(call), null);
        try
        {
            return await call.Turn.ConfigureAwait(ContextCapture.IsEnabled);
        }
        finally
        {
            registration.Unregister();
        }
    }

    private void Leave(GroupedCall call)
    {
        lock (_lock)
        {
            if (call.Place != GroupedCallPlace.Waiting)
            {
                return;
            }

            call.Place = GroupedCallPlace.Left;
        }

        call.Leave();
    }

    /// <summary>Takes one step for everybody who is there, and hands the lead over.</summary>
    /// <remarks>
    /// The lead changes with every step: a store may work on its caller's thread, and nobody is to work for the others
    /// for ever.
    /// </remarks>
    private async ValueTask LeadAsync(GroupedCall leader)
    {
        // Those who had their answers from the last step come again about now: what is ready to run goes first. Not
        // where a
        // context of somebody else's would have to let it go on.
        if (_isCrowded && (SynchronizationContext.Current is null || ContextCapture.IsEnabled))
        {
            await Task.Yield();
        }

        var group = new CallGroup(Gather(leader));
        if (Instruments.GroupSize.Enabled)
        {
            Instruments.GroupSize.Record(group.Calls.Count);
        }

        await new GroupStep(_inner, group).TakeAsync().ConfigureAwait(ContextCapture.IsEnabled);
        group.End();
        var next = HandOver();
        next?.Lead();
        foreach (var call in group.Calls)
        {
            call.End();
        }
    }

    private List<GroupedCall> Gather(GroupedCall leader)
    {
        var calls = new List<GroupedCall> { leader };
        var appendCount = leader.Appends.Length;
        var bytes = leader.Bytes;
        lock (_lock)
        {
            while (leader.Closes is null && _waiting.TryPeek(out var call))
            {
                if (call.Place == GroupedCallPlace.Waiting)
                {
                    appendCount += call.Appends.Length;
                    bytes += call.Bytes;
                    if (call.Closes is not null || appendCount > _options.AppendsMax || bytes > _options.BytesMax)
                    {
                        break;
                    }

                    call.Place = GroupedCallPlace.InFlight;
                    calls.Add(call);
                }

                _waiting.Dequeue();
            }

            _isCrowded = calls.Count > 1;
        }

        return calls;
    }

    /// <summary>Finds who leads the next step; if nobody waits, nothing is under way any more.</summary>
    private GroupedCall? HandOver()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var call))
            {
                if (call.Place == GroupedCallPlace.Waiting)
                {
                    call.Place = GroupedCallPlace.InFlight;
                    return call;
                }
            }

            _isUnderWay = false;
            _idle?.SetResult();
            return null;
        }
    }
}
