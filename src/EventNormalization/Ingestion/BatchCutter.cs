using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using NodaTime;

namespace EventNormalization.Ingestion;

/// <summary>Cuts what a window holds into deliveries, and shortens those that are longer than the limit.</summary>
internal sealed class BatchCutter(StreamWindow window, EventCutter cutter, EventReaderOptions options)
{
    private const int CountMin = 1024;

    /// <summary>
    /// A batch also ends at a number of deliveries: each result costs memory, however short its delivery is.
    /// </summary>
    private const int CountMax = 8192;

    private int _expectedCount = CountMin;
    private long _skipped;

    /// <summary>Takes the complete deliveries of the window, up to one batch; false if there is none.</summary>
    public bool TryCut(Instant receivedAt, long bytesRead, out RawEventBatch batch)
    {
        var events = ArrayPool<RawEvent>.Shared.Rent(_expectedCount);
        var memory = window.Memory;
        var bytes = memory.Span;
        var count = 0;
        while (count < CountMax && cutter.TryCut(bytes, window.IsEnd, out var start, out var length))
        {
            if (count == events.Length)
            {
                events = Grow(events);
            }

            events[count++] = Wrap(memory.Slice(start, length), receivedAt);
            _skipped = 0;
        }

        ShortenPending();
        var pending = cutter.PendingStart;
        cutter.Forget(pending);
        if (count == 0)
        {
            ArrayPool<RawEvent>.Shared.Return(events);
            window.Forget(pending);
            batch = null!;
            return false;
        }

        _expectedCount = Math.Max(CountMin, count);
        batch = new RawEventBatch(window.Detach(pending), events, count, bytesRead);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RawEvent Wrap(ReadOnlyMemory<byte> utf8, Instant receivedAt)
    {
        var location = new SourceLocation(options.SourceName, cutter.StartLine, cutter.RecordNumber);
        var receivedBytes = utf8.Length + _skipped;
        return cutter.IsRestOfArray ? WrapRest(utf8, receivedBytes + 1, receivedAt, location)
            : receivedBytes > options.EventBytesMax ? RawEvent.Truncated(
                utf8[..Math.Min(utf8.Length, options.EventBytesMax)], receivedBytes, receivedAt, location)
            : new RawEvent(utf8, receivedAt, location) { IsElement = cutter.IsElement };
    }

    /// <summary>
    /// The array's bracket and its elements are no longer in the window, so the two are joined here.
    /// </summary>
    private RawEvent WrapRest(
        ReadOnlyMemory<byte> utf8, long receivedBytes, Instant receivedAt, SourceLocation location)
    {
        var kept = utf8[..Math.Min(utf8.Length, options.EventBytesMax - 1)];
        byte[] framed = [(byte)'[', .. kept.Span];
        return RawEvent.RestOfArray(framed, receivedBytes, receivedAt, location);
    }

    /// <summary>
    /// Keeps only the beginning of a delivery that is too long; the cutter has already seen the rest.
    /// </summary>
    private void ShortenPending()
    {
        var excess = window.Length - cutter.PendingStart - options.EventBytesMax;
        if (excess > 0 && cutter.MayShorten)
        {
            cutter.ForgetLast(excess);
            window.ForgetLast(excess);
            _skipped += excess;
        }
    }

    private static RawEvent[] Grow(RawEvent[] events)
    {
        var larger = ArrayPool<RawEvent>.Shared.Rent(2 * events.Length);
        events.CopyTo(larger, 0);
        ArrayPool<RawEvent>.Shared.Return(events, clearArray: true);
        return larger;
    }
}
