using System;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Sqlite;

/// <summary>Lets one writer of a store in at a time, and frees what they write with when the last one is out.</summary>
/// <remarks>Closing never blocks a thread: whoever is inside finishes first, and then frees. Thread-safe.</remarks>
internal sealed class WriterTurn(Action free) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Those inside or waiting to be, and one for the store itself until it is closed.
    private int _users = 1;
    private int _isClosed;

    /// <summary>Waits for the turn, which <see cref="Leave"/> gives back.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed before its turn came.</exception>
    public async ValueTask EnterAsync(object store, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!TryCountIn(), store);

        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            CountOut();
            throw;
        }

        if (Volatile.Read(ref _isClosed) != 0)
        {
            Leave();
            ObjectDisposedException.ThrowIf(true, store);
        }
    }

    /// <summary>
    /// Waits for the turn on this thread, which opens a store: SQLite opens a file on the caller's, too.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The store was closed before its turn came.</exception>
    public void Enter(object store)
    {
        ObjectDisposedException.ThrowIf(!TryCountIn(), store);
#pragma warning disable RS0030
        _turn.Wait();
#pragma warning restore RS0030
        if (Volatile.Read(ref _isClosed) != 0)
        {
            Leave();
            ObjectDisposedException.ThrowIf(true, store);
        }
    }

    /// <summary>Gives the turn to the next writer.</summary>
    public void Leave()
    {
        _turn.Release();
        CountOut();
    }

    /// <summary>Lets nobody in any more, and frees at once if nobody is inside.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            CountOut();
        }
    }

    /// <summary>Closes, and ends when what was written with is free.</summary>
    public ValueTask CloseAsync()
    {
        Dispose();
        return new ValueTask(_freed.Task);
    }

    private bool TryCountIn()
    {
        // None left means that it is freed: nobody comes back from there.
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
            {
                return true;
            }
        }

        return false;
    }

    private void CountOut()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Free();
        }
    }

    private void Free()
    {
        try
        {
            free();
        }
        finally
        {
            _turn.Dispose();
            _freed.SetResult();
        }
    }
}
