using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>An event store that knows names, texts and counts alone.</summary>
internal sealed class ModelEvents
{
    private readonly HashSet<string> _stored = [];
    private readonly Dictionary<AppendId, bool> _isApplied = [];
    private long _received;
    private long _fromFailed;
    private long _accepted;
    private long _duplicates;

    /// <summary>Deliveries that were answered at once.</summary>
    public long DirectCount { get; private set; }

    public void Deliver(string text)
    {
        DirectCount++;
        _received++;
        Count(text, 1);
    }

    /// <summary>Appends under a name; false if the name was closed before.</summary>
    public bool Append(AppendId name, string text, long deliveries, bool isRetry)
    {
        if (_isApplied.TryGetValue(name, out var isApplied))
        {
            return isApplied;
        }

        _isApplied[name] = true;
        _received += isRetry ? 0 : deliveries;
        _fromFailed += isRetry ? deliveries : 0;
        Count(text, deliveries);
        return true;
    }

    /// <summary>Closes a name; true if its append took effect.</summary>
    public bool Close(AppendId name) =>
        _isApplied.TryGetValue(name, out var isApplied) ? isApplied : _isApplied[name] = false;

    public bool IsApplied(AppendId name) => _isApplied.GetValueOrDefault(name);

    public ClientStatistics ToStatistics() => new()
    {
        ClientId = "c",
        ReceivedCount = _received,
        FromFailedCount = _fromFailed,
        AcceptedCount = _accepted,
        DuplicateCount = _duplicates,
    };

    private void Count(string text, long deliveries)
    {
        var isNew = _stored.Add(text);
        _accepted += isNew ? 1 : 0;
        _duplicates += deliveries - (isNew ? 1 : 0);
    }
}
