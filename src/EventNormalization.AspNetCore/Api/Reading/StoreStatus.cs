using System;
using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Api.Reading;

/// <summary>What both stores say of all deliveries, and of those of each client.</summary>
internal sealed class StoreStatus
{
    public StoreStatus(Conservation conservation)
    {
        Conservation = conservation;
        var clients = new SortedDictionary<string, ClientStatus>(StringComparer.Ordinal);
        foreach (var client in conservation.EventClients)
        {
            Total.Add(client);
            Of(client.ClientId).Add(client);
        }

        foreach (var client in conservation.FailedClients)
        {
            Total.Add(client);
            Of(client.ClientId).Add(client);
        }

        Clients = [.. clients.Values];

        ClientStatus Of(string clientId)
        {
            if (!clients.TryGetValue(clientId, out var status))
            {
                status = new ClientStatus(clientId);
                clients.Add(clientId, status);
            }

            return status;
        }
    }

    public Conservation Conservation { get; }

    public ClientStatus Total { get; } = new("");

    /// <summary>By client, ordered by client.</summary>
    public IReadOnlyList<ClientStatus> Clients { get; }

    /// <summary>Whether each client was asked for.</summary>
    public bool IsByClient { get; init; }
}
