using System.Collections.Generic;
using System.Threading;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage;

/// <summary>How often each call was made; the oldest calls are forgotten.</summary>
internal sealed class AttemptCounts
{
    /// <summary>The most different calls that are counted.</summary>
    public const int CallsMax = 65_536;

    private readonly Lock _lock = new();
    private readonly Dictionary<(StoreOperation Operation, ContentHash Key), int> _counts = [];
    private readonly Queue<(StoreOperation Operation, ContentHash Key)> _oldest = new();

    /// <summary>Counts a call; returns 1 for an unknown one.</summary>
    public int Count(StoreOperation operation, ContentHash key)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue((operation, key), out var count))
            {
                return _counts[(operation, key)] = count == int.MaxValue ? count : count + 1;
            }

            if (_counts.Count == CallsMax)
            {
                _counts.Remove(_oldest.Dequeue());
            }

            _oldest.Enqueue((operation, key));
            return _counts[(operation, key)] = 1;
        }
    }
}
