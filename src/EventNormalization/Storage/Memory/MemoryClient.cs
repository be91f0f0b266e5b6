using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>One client of an in-memory store: its counts and its keys.</summary>
internal sealed class MemoryClient(string clientId)
{
    // By metric: the numbers of the groups without a currency, and then of those with one.
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private Dictionary<string, Dictionary<string, int>>? _groupsByCurrency;

    public string ClientId => clientId;

    public long ReceivedCount { get; private set; }

    public long FromFailedCount { get; private set; }

    public long AcceptedCount { get; private set; }

    public long DuplicateCount { get; private set; }

    /// <summary>The number of the event that has each of the client's keys.</summary>
    public Dictionary<string, int> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The numbers of its groups by metric, of events in one currency.</summary>
    public Dictionary<string, int> GroupsIn(string? currency)
    {
        if (currency is null)
        {
            return _groups;
        }

        _groupsByCurrency ??= new(StringComparer.Ordinal);
        ref var groups = ref CollectionsMarshal.GetValueRefOrAddDefault(_groupsByCurrency, currency, out _);
        return groups ??= new(StringComparer.Ordinal);
    }

    /// <summary>Counts deliveries of one event that are acknowledged.</summary>
    public void Count(AppendOrigin origin, long deliveries, bool isAccepted)
    {
        switch (origin)
        {
            case AppendOrigin.Delivery:
                ReceivedCount += deliveries;
                break;
            case AppendOrigin.Retry:
                FromFailedCount += deliveries;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(origin), origin, "No such origin is known.");
        }

        AcceptedCount += isAccepted ? 1 : 0;
        DuplicateCount += isAccepted ? deliveries - 1 : deliveries;
    }

    public ClientStatistics ToStatistics() => new()
    {
        ClientId = clientId,
        ReceivedCount = ReceivedCount,
        FromFailedCount = FromFailedCount,
        AcceptedCount = AcceptedCount,
        DuplicateCount = DuplicateCount,
    };
}
