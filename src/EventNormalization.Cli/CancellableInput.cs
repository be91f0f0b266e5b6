using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Cli;

/// <summary>
/// Standard input whose pending read can be cancelled while it waits for a person or another program.
/// </summary>
internal sealed class CancellableInput(Stream inner, CancellationToken interruption) : ReadOnlyStream
{
    /// <summary>Reads; on cancellation, the pending read is abandoned together with its buffer.</summary>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await inner.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(interruption).ConfigureAwait(false);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
}
