using System.Collections.Generic;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Storage;

/// <summary>The order of groups of failed events: the most deliveries first, then code, field and client.</summary>
public sealed class FailedGroupOrder : IComparer<FailedGroup>
{
    /// <summary>The only one.</summary>
    public static readonly FailedGroupOrder Instance = new();

    private FailedGroupOrder()
    {
    }

    /// <inheritdoc/>
    public int Compare(FailedGroup? x, FailedGroup? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var order = y.Occurrences.CompareTo(x.Occurrences);
        order = order == 0 ? FieldOrder.CompareTexts(x.ReasonCode, y.ReasonCode) : order;
        order = order == 0 ? FieldOrder.CompareTexts(x.Field, y.Field) : order;
        return order == 0 ? FieldOrder.CompareTexts(x.ClientId ?? "", y.ClientId ?? "") : order;
    }
}
