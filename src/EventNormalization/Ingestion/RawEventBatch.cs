using System;
using System.Buffers;

namespace EventNormalization.Ingestion;

/// <summary>Deliveries that were read together, with the memory that holds them.</summary>
/// <remarks>Not thread-safe. Its deliveries are valid until it is disposed.</remarks>
public sealed class RawEventBatch : IDisposable
{
    private readonly byte[] _buffer;
    private readonly RawEvent[] _events;
    private readonly int _count;
    private bool _isDisposed;

    internal RawEventBatch(byte[] buffer, RawEvent[] events, int count, long bytesRead)
    {
        _buffer = buffer;
        _events = events;
        _count = count;
        BytesRead = bytesRead;
    }

    /// <summary>The deliveries, in the order of the stream; at least one.</summary>
    public ReadOnlyMemory<RawEvent> Events => _events.AsMemory(0, _count);

    /// <summary>How many bytes of the stream were read so far; of a compressed stream, compressed bytes.</summary>
    public long BytesRead { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        ArrayPool<byte>.Shared.Return(_buffer);

        // What follows the deliveries was cleared by whoever used it.
        _events.AsSpan(0, _count).Clear();
        ArrayPool<RawEvent>.Shared.Return(_events);
    }
}
