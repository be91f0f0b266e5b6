using System;
using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>One client of an in-memory store: its counts and its keys.</summary>
internal sealed class MemoryClient(string clientId)
{
    public string ClientId => clientId;

    public long ReceivedCount { get; set; }

    public long AcceptedCount { get; set; }

    public long DuplicateCount { get; set; }

    /// <summary>The number of the event that has each of the client's keys.</summary>
    public Dictionary<string, int> Keys { get; } = new(StringComparer.Ordinal);

    public ClientStatistics ToStatistics() => new()
    {
        ClientId = clientId,
        ReceivedCount = ReceivedCount,
        AcceptedCount = AcceptedCount,
        DuplicateCount = DuplicateCount,
    };
}
