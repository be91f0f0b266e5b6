using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

public sealed class ResultStreamTests
{
    [Fact]
    public async Task Output_that_cannot_be_written_is_named()
    {
        using var output = new ResultStream(new UnwritableStream(new UnauthorizedAccessException("Denied.")));

        var failure = await Assert.ThrowsAsync<ToolException>(() => output.WriteAsync(new byte[1]).AsTask());

        Assert.Equal("standard output cannot be written: Denied.", failure.Message);
    }

    [Fact]
    public async Task A_reader_who_went_away_stays_a_closed_pipe()
    {
        var closed = new IOException("Broken pipe", 32);
        using var output = new ResultStream(new UnwritableStream(closed));

        var failure = await Assert.ThrowsAsync<IOException>(() => output.WriteAsync(new byte[1]).AsTask());

        Assert.Same(closed, failure);
    }

    private sealed class UnwritableStream(Exception exception) : MemoryStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException(exception);
    }
}
