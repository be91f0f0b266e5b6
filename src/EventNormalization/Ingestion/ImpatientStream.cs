using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>
/// Passes a stream on for reading; a cancelled read ends at once, also where the stream ignores its token.
/// </summary>
internal sealed class ImpatientStream(Stream inner) : ReadOnlyStream
{
    /// <summary>
    /// Whether a read was given up that the stream had not ended; its memory may be written to at any time.
    /// </summary>
    public bool IsAbandoned { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reading = inner.ReadAsync(buffer, cancellationToken);
        return reading.IsCompleted || !cancellationToken.CanBeCanceled
            ? reading
            : WaitAsync(reading.AsTask(), cancellationToken);
    }

    private async ValueTask<int> WaitAsync(Task<int> reading, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }
        catch (OperationCanceledException)
        {
            IsAbandoned = !reading.IsCompleted;
            throw;
        }
    }
}
