using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Benchmarks.Baselines;
using EventNormalization.Canonicalization;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>The figures of the hot path over a generated workload. Each is checked before it is measured.</summary>
/// <remarks>
/// Broken lines have a figure of their own: the framework's reader throws for them, and a floor that throws would
/// flatter everybody else.
/// </remarks>
internal sealed class RatioFigures
{
    private readonly EventIdentifier _identifier = new(EventSchema.Default);
    private readonly RecordWriter _writer = new(new DateTexts());
    private readonly FixedBuffer _canonical = new();
    private readonly EventHasher _hasher = new();
    private readonly BatchIdentification _batch = new(new EventIdentifier(EventSchema.Default));
    private readonly IdentityReader _reader;
    private readonly RawEvent[] _events;
    private readonly RawEvent[] _broken;
    private readonly IdentityTexts _texts;
    private readonly RecordId[] _ids;
    private readonly InMemoryPipeline _pipeline;
    private readonly int _lineCount;

    public RatioFigures(Deliveries deliveries)
    {
        _reader = _identifier.NewReader();
        _events = deliveries.Understood;
        _broken = deliveries.Broken;
        _texts = IdentityTexts.Of(_events);
        _ids = new RecordId[_events.Length];
        Distinct = _texts.Ids.Distinct().Count();
        Agreement.Require("the distinct events", deliveries.Truth.Distinct, Distinct);
        Agreement.Require("the broken lines", deliveries.Truth.Broken, _broken.Length);
        _lineCount = deliveries.All.Length;
        _pipeline = new InMemoryPipeline(deliveries, laneCount: 1);
        _pipeline.CheckAsync().GetAwaiter().GetResult();
    }

    /// <summary>How many different events there are.</summary>
    public int Distinct { get; }

    /// <summary>The figures; the first is the floor.</summary>
    /// <exception cref="InvalidOperationException">A candidate's ids are not those of the floor.</exception>
    public IReadOnlyList<Figure> Create() =>
    [
        Checked("floor: Utf8JsonReader scan + SHA256.HashData", Floor),
        Plain("scan alone, Utf8JsonReader", ScanAlone),
        Checked("hash alone, SHA256.HashData", HashAlone),
        Checked("hash alone, side by side", HashSideBySide),
        Plain("canonicalize the raw line (RFC 8785)", CanonicalizeLines),
        Plain("normalize", Normalize),
        Plain("normalize + canonical text", NormalizeAndWrite),
        Checked("normalize + canonical text + hash, one by one", IdentifyOneByOne),
        Checked("normalize + canonical text + hash, batched", IdentifySideBySide),
        Plain("the same, with a record and a result each", IdentifyToResults),
        new Figure { Name = EnvelopeFigure.Name, EventCount = _events.Length,
            Pass = EnvelopeFigure.Prepare(_events, _texts.Ids) },
        new Figure { Name = "refuse a broken line", EventCount = Math.Max(1, _broken.Length), Pass = RefuseBroken },
        Plain("dedup of ids, HashSet", DedupByHashSet),
        Plain("dedup of ids, RecordIdIndex", DedupByIndex),
        OfAllLines("whole pipeline in memory, to totals of clients", () => _pipeline.ToTotalsAsync()),
        OfAllLines("whole pipeline into the store in memory", () => _pipeline.IngestAsync()),
        Checked("the typical .NET way", IdentifyTypically),
    ];

    private Figure Plain(string name, Action pass) => new() { Name = name, EventCount = _events.Length, Pass = pass };

    /// <summary>A figure of all lines on this thread alone: with one lane, nothing is ever waited for.</summary>
    private Figure OfAllLines(string name, Func<Task> pass) =>
        new() { Name = name, EventCount = _lineCount, Pass = () => pass().GetAwaiter().GetResult() };

    /// <summary>A figure that computes ids, which must be the floor's.</summary>
    private Figure Checked(string name, Action pass)
    {
        Array.Clear(_ids);
        pass();
        Agreement.Require<RecordId>(name, _texts.Ids, _ids);
        return Plain(name, pass);
    }

    private void Floor()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            NaiveFloor.Scan(_events[i].Utf8.Span);
            _ids[i] = NaiveFloor.Hash(_texts.Text(_texts.Messages[i]));
        }
    }

    private void ScanAlone()
    {
        foreach (var raw in _events)
        {
            NaiveFloor.Scan(raw.Utf8.Span);
        }
    }

    private void HashAlone()
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = NaiveFloor.Hash(_texts.Text(_texts.Messages[i]));
        }
    }

    private void HashSideBySide() => _hasher.Compute(_texts.Utf8, _texts.Messages, _ids);

    private void CanonicalizeLines()
    {
        foreach (var raw in _events)
        {
            _canonical.Clear();
            CanonicalJson.Canonicalize(raw.Utf8.Span, _canonical);
        }
    }

    private void Normalize()
    {
        foreach (var raw in _events)
        {
            _reader.Read(raw);
        }
    }

    private void NormalizeAndWrite()
    {
        foreach (var raw in _events)
        {
            _reader.Read(raw);
            _writer.Clear();
            _reader.WriteIdentity(_writer);
        }
    }

    private void IdentifyOneByOne()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            _identifier.TryIdentify(_events[i], out _ids[i]);
        }
    }

    private void IdentifySideBySide() => _batch.Identify(_events, _ids);

    private void IdentifyToResults()
    {
        for (var i = 0; i < _events.Length; i += 1000)
        {
            _identifier.IdentifyBatch(_events.AsSpan(i, Math.Min(1000, _events.Length - i)));
        }
    }

    private void RefuseBroken()
    {
        foreach (var raw in _broken)
        {
            _identifier.TryIdentify(raw, out _);
        }
    }

    private void DedupByHashSet()
    {
        var seen = new HashSet<RecordId>();
        foreach (var id in _texts.Ids)
        {
            seen.Add(id);
        }
    }

    private void DedupByIndex() =>
        Agreement.Require("the ids in the index", Distinct, IndexFilling.Fill(new RecordIdIndex(), _texts.Ids));

    private void IdentifyTypically()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            _ids[i] = TypicalReading.Identify(_events[i].Utf8.Span) ?? default;
        }
    }
}
