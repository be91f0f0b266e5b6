using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>States by client, metric and currency, kept up to date by each append.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class MemoryRollUps
{
    private static readonly ImmutableArray<Measure> Kept = [Measures.Count, Measures.Sum, Measures.Min, Measures.Max];

    private readonly Dictionary<Key, MeasureState[]> _states = [];

    /// <summary>Whether the states tell what a fold is asked for: they are of no hour.</summary>
    public static bool CanAnswer(TotalsFold fold) =>
        fold.Query is { FollowsFromRollUps: true, IsByTime: false, Scope: { From: null, To: null } }
        && fold.Parts.All(part => Kept.Contains(part));

    public void Add(NormalizedEvent record)
    {
        ref var states = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _states, new Key(record.ClientId, record.Metric, record.Currency), out _);
        states ??= [.. Kept.Select(measure => measure.NewState())];
        foreach (var state in states)
        {
            state.AddAmount(record.Amount);
        }
    }

    public void AddTo(TotalsFold fold)
    {
        var parts = fold.Parts.Select(part => Kept.IndexOf(part)).ToArray();
        var chosen = new MeasureState[parts.Length];
        foreach (var (key, states) in _states)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                chosen[i] = states[parts[i]];
            }

            fold.AddStates(key.ToSample(), chosen);
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
