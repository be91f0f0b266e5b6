using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Api.Streaming;

/// <summary>What one reader of the stream has not been sent yet; bounded, and never waited for.</summary>
/// <remarks>
/// A reader that is too slow loses what does not fit, and is told how much after what it still gets. Of totals only
/// the newest are kept. Thread-safe; one reads.
/// </remarks>
internal sealed class FeedReader(FeedTopics topics)
{
    /// <summary>The most frames that wait.</summary>
    public const int FramesMax = 2_000;

    /// <summary>The most bytes that wait.</summary>
    public const int BytesMax = 1 << 19;

    private readonly Lock _lock = new();
    private List<FeedFrame> _frames = [];
    private FeedFrame? _totals;
    private long _bytes;
    private long _droppedCount;
    private TaskCompletionSource _something = NewSignal();

    public FeedTopics Topics { get; } = topics;

    /// <summary>Adds a frame, or counts it as dropped.</summary>
    public void Add(FeedFrame frame)
    {
        lock (_lock)
        {
            // Once something is missing, all that follows is, until the reader has been told: the gap is in one place.
            if (_droppedCount > 0 || _frames.Count == FramesMax || _bytes + frame.Utf8.Length > BytesMax)
            {
                _droppedCount++;
            }
            else
            {
                _frames.Add(frame);
                _bytes += frame.Utf8.Length;
            }

            _something.TrySetResult();
        }
    }

    /// <summary>Counts events that nobody could be told of.</summary>
    public void AddDropped(long count)
    {
        lock (_lock)
        {
            _droppedCount += count;
            _something.TrySetResult();
        }
    }

    /// <summary>Replaces the totals that wait.</summary>
    public void SetTotals(FeedFrame frame)
    {
        lock (_lock)
        {
            _totals = frame;
            _something.TrySetResult();
        }
    }

    /// <summary>Takes all that waits.</summary>
    public IReadOnlyList<FeedFrame> TakeAll()
    {
        lock (_lock)
        {
            var taken = _frames;
            (_frames, _bytes) = ([], 0);
            if (_droppedCount > 0)
            {
                taken.Add(FeedFrame.Dropped(_droppedCount));
                _droppedCount = 0;
            }

            if (_totals is { } totals)
            {
                taken.Add(totals);
                _totals = null;
            }

            if (_something.Task.IsCompleted)
            {
                _something = NewSignal();
            }

            return taken;
        }
    }

    /// <summary>Waits until something waits to be taken; false if nothing came in time.</summary>
    public async ValueTask<bool> WaitAsync(TimeSpan waitMax, TimeProvider time, CancellationToken cancellationToken)
    {
        Task something;
        lock (_lock)
        {
            something = _something.Task;
        }

        try
        {
            await something.WaitAsync(waitMax, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
