using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Storage;

/// <summary>Events by client, metric and currency, with summaries that each append keeps up to date.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class MemoryGroups
{
    private readonly ChunkedList<MemoryGroup> _groups = new(8);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public ref readonly MemoryGroup this[int number] => ref _groups[number];

    public int Count => _groups.Count;

    /// <summary>Whether the summaries tell what a fold is asked for: they are of no hour.</summary>
    public static bool CanAnswer(TotalsFold fold) =>
        fold.FollowsFromSummaries && fold.Query is { IsByTime: false, Scope: { From: null, To: null } };

    /// <summary>Counts a new event; returns the number of its group.</summary>
    public int Add(MemoryClient client, NormalizedEvent record)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
            client.GroupsIn(record.Currency), record.Metric, out var isKnown);
        if (!isKnown)
        {
            number = _groups.Add(new MemoryGroup
            {
                ClientId = client.ClientId,
                Metric = Shared(record.Metric),
                Currency = record.Currency is { } currency ? Shared(currency) : null,
            });
        }

        _groups[number].Amounts.Add(record.Amount);
        return number;
    }

    public void AddTo(TotalsFold fold)
    {
        for (var number = 0; number < _groups.Count; number++)
        {
            fold.AddSummary(_groups[number].ToSample(), _groups[number].Amounts);
        }
    }

    /// <summary>The one instance of a text that many groups share.</summary>
    private string Shared(string text)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out _);
        return known ??= text;
    }
}
