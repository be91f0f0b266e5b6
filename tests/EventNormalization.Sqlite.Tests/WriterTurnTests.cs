using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Closing waits for nobody: the last one out frees.</summary>
public sealed class WriterTurnTests
{
    private int _freed;

    [Fact]
    public void A_store_that_nobody_writes_to_is_free_when_it_is_closed()
    {
        var turn = Turn();

        turn.Dispose();
        turn.Dispose();

        Assert.Equal(1, _freed);
    }

    [Fact]
    public async Task Closing_returns_while_an_append_is_written_and_the_append_frees()
    {
        var turn = Turn();
        await turn.EnterAsync(this, CancellationToken.None);

        turn.Dispose();
        Assert.Equal(0, _freed);
        turn.Leave();

        Assert.Equal(1, _freed);
    }

    [Fact]
    public async Task Closing_asynchronously_ends_when_the_append_has_ended()
    {
        var turn = Turn();
        await turn.EnterAsync(this, CancellationToken.None);

        var closing = turn.CloseAsync();
        Assert.False(closing.IsCompleted);
        turn.Leave();
        await closing;

        Assert.Equal(1, _freed);
    }

    [Fact]
    public async Task Who_waits_when_the_store_is_closed_is_told_so_and_who_comes_later_too()
    {
        var turn = Turn();
        await turn.EnterAsync(this, CancellationToken.None);
        var waiting = turn.EnterAsync(this, CancellationToken.None).AsTask();

        turn.Dispose();
        turn.Leave();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => turn.EnterAsync(this, CancellationToken.None).AsTask());
        Assert.Equal(1, _freed);
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nothing_open()
    {
        var turn = Turn();
        await turn.EnterAsync(this, CancellationToken.None);
        using var impatience = new CancellationTokenSource();
        var waiting = turn.EnterAsync(this, impatience.Token).AsTask();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        turn.Leave();
        turn.Dispose();

        Assert.Equal(1, _freed);
    }

    private WriterTurn Turn() => new(() => _freed++);
}
