using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Count and sum by client and metric of events in memory; the first figure is a loop over columns.</summary>
/// <remarks>The loop knows no currencies, adds decimals that may round, and has no time to look at.</remarks>
internal sealed class TotalsFigures
{
    private const int BatchLength = 1_000;

    private static readonly TotalsQuery Query = new()
    {
        GroupBy = [GroupKey.ClientId, GroupKey.Metric],
        Measures = [Measures.Count, Measures.Sum],
    };

    private readonly string[] _clients;
    private readonly string[] _metrics;
    private readonly decimal[] _amounts;
    private readonly NormalizedEvent[] _records;
    private readonly RecordId[] _ids;
    private readonly InMemoryEventStore _store = new();

    public TotalsFigures(int count, ulong seed)
    {
        (_clients, _metrics, _amounts) = (new string[count], new string[count], new decimal[count]);
        (_records, _ids) = (new NormalizedEvent[count], new RecordId[count]);
        var events = new WorkloadEvents(2L * count, seed, WorkloadCurrencies.None);
        var rules = RulesFingerprint.Of(EventSchema.Default);
        var batch = new List<IdentifiedEvent>();
        for (var i = 0; i < count; i++)
        {
            var value = events.Create(i);
            _clients[i] = WorkloadNames.Clients[value.Client];
            _metrics[i] = WorkloadNames.Metrics[value.Metric];
            _amounts[i] = value.AmountUnits / 10_000m;
            _records[i] = new NormalizedEvent
            {
                ClientId = _clients[i],
                Metric = _metrics[i],
                Amount = _amounts[i],
                Timestamp = Instant.FromUnixTimeSeconds(value.UnixSeconds),
            };
            _ids[i] = RecordId.FromBytes(SHA256.HashData(RecordJson.Write(_records[i])));
            batch.Add(Identified(_records[i], _ids[i], rules));
            if (batch.Count == BatchLength || i == count - 1)
            {
                _ = _store.AppendAsync([Append.Of(new AppendId(1, (ulong)i), batch)]).AsTask().GetAwaiter().GetResult();
                batch.Clear();
            }
        }
    }

    /// <summary>The figures; all of them give the same.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public IReadOnlyList<Figure> Create()
    {
        var between = Query with { Where = EventPredicate.Between(Instant.FromUtc(2000, 1, 1, 0, 0), null) };
        return
        [
            Checked("a loop over columns", SumColumns),
            Checked("LINQ, GroupBy over columns", GroupColumns),
            Checked("LINQ, GroupBy over records", GroupRecords),
            Checked("the fold over records", () => SumOf(FoldRecords())),
            Checked("the store in memory, events between two times", () => SumOf(Ask(between))),
            Checked("the store in memory, all events", () => SumOf(Ask(Query))),
        ];
    }

    private static IdentifiedEvent Identified(NormalizedEvent record, RecordId id, RulesFingerprint rules) => new(
        record,
        new RawEvent("{}"u8.ToArray(), Deliveries.ReceivedAt),
        rules,
        IdentifiedEvent.KnownIdentity.OfRecord(id, clientKey: null));

    private Figure Checked(string name, Func<(long Groups, long Count, decimal Sum)> pass)
    {
        Agreement.Require(name, SumColumns(), pass());
        return new Figure { Name = name, EventCount = _amounts.Length, Pass = () => pass() };
    }

    private (long Groups, long Count, decimal Sum) SumColumns()
    {
        var groups = new Dictionary<(string, string), (long Count, decimal Sum)>();
        for (var i = 0; i < _amounts.Length; i++)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, (_clients[i], _metrics[i]), out _);
            group.Count++;
            group.Sum += _amounts[i];
        }

        return (groups.Count, groups.Values.Sum(group => group.Count), groups.Values.Sum(group => group.Sum));
    }

    private (long Groups, long Count, decimal Sum) GroupColumns()
    {
        var groups = Enumerable.Range(0, _amounts.Length).GroupBy(i => (_clients[i], _metrics[i]))
            .Select(group => (Count: group.LongCount(), Sum: group.Sum(i => _amounts[i]))).ToArray();
        return (groups.Length, groups.Sum(group => group.Count), groups.Sum(group => group.Sum));
    }

    private (long Groups, long Count, decimal Sum) GroupRecords()
    {
        var groups = _records.GroupBy(record => (record.ClientId, record.Metric))
            .Select(group => (Count: group.LongCount(), Sum: group.Sum(record => record.Amount))).ToArray();
        return (groups.Length, groups.Sum(group => group.Count), groups.Sum(group => group.Sum));
    }

    private IReadOnlyList<TotalsGroup> FoldRecords()
    {
        var fold = new TotalsFold(Query);
        for (var i = 0; i < _records.Length; i++)
        {
            fold.Add(_records[i], _ids[i]);
        }

        return fold.ToGroups();
    }

    /// <summary>On this thread: the store in memory never waits.</summary>
    private IReadOnlyList<TotalsGroup> Ask(TotalsQuery query) =>
        _store.ReadTotalsAsync(query).AsTask().GetAwaiter().GetResult();

    private static (long Groups, long Count, decimal Sum) SumOf(IReadOnlyList<TotalsGroup> groups) =>
        (groups.Count, groups.Sum(group => group.Count), groups.Sum(group => group.Sum.Value));
}
