using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EventNormalization.Storage;

/// <summary>The calls of one step.</summary>
/// <remarks>
/// The store is told to give up when all callers gave up, so that one who is alone is not held any longer than without
/// a group, and nobody's cancellation concerns a neighbour.
/// </remarks>
#pragma warning disable CA1001 // A source without timer and links holds nothing; a late cancellation may still use it.
internal sealed class CallGroup
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource? _allLeft;
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private int _stayingCount;

    public CallGroup(IReadOnlyList<GroupedCall> calls)
    {
        Calls = calls;
        if (calls is [var single])
        {
            CancellationToken = single.CancellationToken;
        }
        else if (calls.All(call => call.CancellationToken.CanBeCanceled))
        {
            _allLeft = new CancellationTokenSource();
            _stayingCount = calls.Count;
            CancellationToken = _allLeft.Token;
            _registrations.AddRange(calls.Select(call =>
                call.CancellationToken.UnsafeRegister(static group => ((CallGroup)group!).CountLeft(), this)));
        }
    }

    public IReadOnlyList<GroupedCall> Calls { get; }

    /// <summary>Cancelled when nobody wants an answer any more.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Forgets the callers' tokens.</summary>
    public void End()
    {
        foreach (var registration in _registrations)
        {
            registration.Unregister();
        }
    }

    private void CountLeft()
    {
        if (Interlocked.Decrement(ref _stayingCount) == 0)
        {
            _allLeft!.Cancel();
        }
    }
}
