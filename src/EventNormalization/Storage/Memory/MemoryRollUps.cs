using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>Roll-ups by client, metric and currency, updated by each append.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class MemoryRollUps
{
    private readonly Dictionary<Key, DecimalSummary> _summaries = [];

    /// <summary>Whether the roll-ups can answer a fold: they have no hour.</summary>
    public static bool CanAnswer(TotalsFold fold) =>
        fold.FollowsFromSummaries && fold.Query is { IsByTime: false, Scope: { From: null, To: null } };

    public void Add(NormalizedEvent record) =>
        CollectionsMarshal.GetValueRefOrAddDefault(
            _summaries, new Key(record.ClientId, record.Metric, record.Currency), out _).Add(record.Amount);

    public void AddTo(TotalsFold fold)
    {
        foreach (var (key, summary) in _summaries)
        {
            fold.AddSummary(key.ToSample(), summary);
        }
    }

    private readonly record struct Key(string ClientId, string Metric, string? Currency)
    {
        public NormalizedEvent ToSample() => new()
        {
            ClientId = ClientId,
            Metric = Metric,
            Currency = Currency,
            Amount = 0,
            Timestamp = default,
        };
    }
}
