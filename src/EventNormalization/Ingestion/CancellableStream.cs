using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>
/// Wraps a stream whose reads can always be cancelled, even if the stream ignores its cancellation token.
/// </summary>
internal sealed class CancellableStream(Stream inner) : ReadOnlyStream
{
    /// <summary>
    /// Whether an abandoned read is still running; it may write to its buffer at any time.
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
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }
        catch (OperationCanceledException)
        {
            IsAbandoned = !reading.IsCompleted;
            throw;
        }
    }
}
