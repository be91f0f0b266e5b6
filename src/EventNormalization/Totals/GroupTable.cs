using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>The totals of a fold by group and currency, so that amounts of two currencies are never added.</summary>
/// <remarks>
/// Not thread-safe. Finding a group that is there allocates nothing where it is grouped by texts or times.
/// </remarks>
internal sealed class GroupTable
{
    // Only one of the two is used: pairs if they are enough, since they are several times cheaper. In the other one,
    // the currency is the last value of a key, unless the query groups by it.
    private readonly Dictionary<PairKey, GroupTotals> _pairs = [];
    private readonly Dictionary<FieldValue?[], GroupTotals> _keys = new(GroupKeyComparer.Instance);

    private readonly TotalsQuery _query;
    private readonly MeasurePlan _plan;
    private readonly bool _isByClient;
    private readonly bool _isByMetric;
    private readonly bool _mixesCurrencies;
    private readonly FieldValue?[] _current;

    // The group of the previous event, which is often that of the next one, too.
    private PairKey _lastPair;
    private readonly FieldValue?[] _lastKey;
    private GroupTotals? _last;

    public GroupTable(TotalsQuery query, MeasurePlan plan)
    {
        _query = query;
        _plan = plan;
        IsByPairs = query.GroupBy.All(
            key => key.FieldName is FieldNames.ClientId or FieldNames.Metric or FieldNames.Currency);
        _isByClient = query.GroupBy.Contains(GroupKey.ClientId);
        _isByMetric = query.GroupBy.Contains(GroupKey.Metric);
        _mixesCurrencies = query.MixesCurrencies;
        _current = new FieldValue?[query.GroupBy.Length + (_mixesCurrencies ? 1 : 0)];
        _lastKey = new FieldValue?[_current.Length];
    }

    /// <summary>Whether client, metric and currency determine the group.</summary>
    public bool IsByPairs { get; }

    /// <summary>The totals that an event belongs to.</summary>
    public GroupTotals Of(NormalizedEvent record)
    {
        if (IsByPairs)
        {
            return OfPair(record.ClientId, record.Metric, record.Currency);
        }

        for (var i = 0; i < _query.GroupBy.Length; i++)
        {
            _current[i] = _query.GroupBy[i].Of(record);
        }

        if (_mixesCurrencies)
        {
            _current[^1] = TextOrNull(record.Currency);
        }

        return _last is not null && GroupKeyComparer.Instance.Equals(_lastKey, _current)
            ? _last
            : Find(_current, record.Currency);
    }

    /// <summary>The totals of events of a client, metric and currency, where these tell the group.</summary>
    public GroupTotals OfPair(string clientId, string metric, string? currency)
    {
        var pair = new PairKey(_isByClient ? clientId : null, _isByMetric ? metric : null, currency);
        return _last is not null && _lastPair.Equals(pair) ? _last : Find(pair);
    }

    /// <summary>How many values a key has: those that the query groups by, and the currency if it is not one.</summary>
    public int KeyLength => _current.Length;

    /// <summary>The totals of a key that a table of an equal query had.</summary>
    public GroupTotals OfKey(FieldValue?[] key, string? currency) => IsByPairs
        ? Find(new PairKey(TextOf(key, FieldNames.ClientId), TextOf(key, FieldNames.Metric), currency))
        : Find(key, currency);

    /// <summary>Adds the totals of another table of an equal query.</summary>
    public void Merge(GroupTable other)
    {
        foreach (var (pair, totals) in other._pairs)
        {
            Find(pair).Merge(totals);
        }

        foreach (var (key, totals) in other._keys)
        {
            Find(key, totals.Currency).Merge(totals);
        }
    }

    /// <summary>The totals to which something was added.</summary>
    public KeyedTotals[] ToArray() =>
    [
        .. _pairs.Where(pair => pair.Value.IsUsed).Select(pair => new KeyedTotals(KeyOf(pair.Key), pair.Value)),
        .. _keys.Where(pair => pair.Value.IsUsed).Select(pair => new KeyedTotals(pair.Key, pair.Value)),
    ];

    private static FieldValue? TextOrNull(string? text) => text is null ? null : FieldValue.FromText(text);

    private string? TextOf(FieldValue?[] key, string field)
    {
        for (var i = 0; i < _query.GroupBy.Length; i++)
        {
            if (_query.GroupBy[i].FieldName == field)
            {
                return key[i] is { Kind: FieldValueKind.Text } text ? text.AsText() : throw StateReader.Damaged();
            }
        }

        return null;
    }

    private GroupTotals Find(PairKey pair)
    {
        if (!_pairs.TryGetValue(pair, out var totals))
        {
            totals = new GroupTotals(_plan, pair.Currency);
            _pairs.Add(pair, totals);
        }

        (_lastPair, _last) = (pair, totals);
        return totals;
    }

    private GroupTotals Find(FieldValue?[] key, string? currency)
    {
        if (!_keys.TryGetValue(key, out var totals))
        {
            totals = new GroupTotals(_plan, currency);
            _keys.Add([.. key], totals);
        }

        key.CopyTo(_lastKey, 0);
        _last = totals;
        return totals;
    }

    private FieldValue?[] KeyOf(PairKey pair)
    {
        var key = new FieldValue?[_current.Length];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = TextOrNull((i < _query.GroupBy.Length ? _query.GroupBy[i].FieldName : FieldNames.Currency) switch
            {
                FieldNames.ClientId => pair.ClientId,
                FieldNames.Metric => pair.Metric,
                _ => pair.Currency,
            });
        }

        return key;
    }
}
