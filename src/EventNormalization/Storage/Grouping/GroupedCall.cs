using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>One caller's call, from its arrival to its own end.</summary>
/// <remarks>
/// Its place is changed under the lock of its appender alone; its end is written by whoever leads its step.
/// </remarks>
internal sealed class GroupedCall
{
    private readonly TaskCompletionSource<bool> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    /// <summary>A call that appends.</summary>
    public GroupedCall(IReadOnlyList<Append> appends, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        Appends = [.. appends];
        CancellationToken = cancellationToken;
        foreach (var append in Appends)
        {
            ArgumentNullException.ThrowIfNull(append, nameof(appends));
            foreach (var item in append.Items)
            {
                Bytes += item.Event.Raw.Length;
            }
        }
    }

    /// <summary>A call that closes a name.</summary>
    public GroupedCall(AppendName name, CancellationToken cancellationToken)
    {
        Closes = name;
        CancellationToken = cancellationToken;
    }

    /// <summary>What is appended; none if a name is closed.</summary>
    public Append[] Appends { get; } = [];

    /// <summary>The name to be closed, if that is what is asked.</summary>
    public AppendName? Closes { get; }

    /// <summary>The raw bytes of all events.</summary>
    public long Bytes { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Where it is.</summary>
    public GroupedCallPlace Place { get; set; }

    /// <summary>Ends when the step is over (false), or when this call is to lead the next step (true).</summary>
    public Task<bool> Turn => _turn.Task;

    /// <summary>One answer for each append.</summary>
    public IReadOnlyList<AppendAnswer> Answers { get; private set; } = [];

    /// <summary>The answer to closing a name.</summary>
    public AppendAnswer? Closed { get; private set; }

    public void Answer(IReadOnlyList<AppendAnswer> answers) => Answers = answers;

    public void Answer(AppendAnswer? closed) => Closed = closed;

    /// <summary>Fails; where the caller itself gave up and the store followed, as cancelled by its own token.</summary>
    public void Fail(Exception failure) => _failure =
        failure is OperationCanceledException && CancellationToken.IsCancellationRequested
            ? new OperationCanceledException(failure.Message, failure, CancellationToken)
            : failure;

    /// <summary>Lets the caller go on with what became of the call.</summary>
    public void End() => _turn.TrySetResult(false);

    /// <summary>Lets the caller lead the next step.</summary>
    public void Lead() => _turn.TrySetResult(true);

    /// <summary>Lets the caller leave; the store never sees the call.</summary>
    public void Leave() => _turn.TrySetCanceled(CancellationToken);

    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }
}
