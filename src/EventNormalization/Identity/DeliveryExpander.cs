using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Envelopes;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>
/// Expands deliveries into their records, by the rules of the schema that reads them. Not thread-safe.
/// </summary>
internal sealed class DeliveryExpander
{
    /// <summary>How many records' memory is kept for reuse.</summary>
    private const int KeptCount = 1 << 14;

    private readonly SchemaChoice? _choice;
    private readonly EnvelopeExpander[] _expanders;
    private readonly List<RawEvent> _records = [];
    private readonly List<RawEvent> _elements = [];
    private readonly int _recordsMax;

    public DeliveryExpander(SchemaSet set, CompiledSchema[] compiled)
    {
        _choice = set.IsSingle ? null : new SchemaChoice(set);
        _expanders =
        [
            .. compiled.Select(schema => new EnvelopeExpander(
                schema.Paths, schema.Schema.Limits.DepthMax, schema.Schema.Limits.RecordsMax)),
        ];
        _recordsMax = _expanders.Max(expander => expander.RecordsMax);
    }

    /// <summary>The records of the deliveries; a delivery that is one event is its own record.</summary>
    public DeliveryRecords Expand(ReadOnlyMemory<RawEvent> deliveries)
    {
        var first = 0;
        var raws = deliveries.Span;
        while (first < raws.Length && !MayHoldRecords(raws[first]))
        {
            first++;
        }

        if (first == raws.Length)
        {
            return new DeliveryRecords(deliveries, null);
        }

        var counts = new int[raws.Length];
        counts.AsSpan().Fill(-1);
        _records.AddRange(raws[..first]);
        for (var i = first; i < raws.Length; i++)
        {
            var count = _records.Count;
            ref readonly var raw = ref raws[i];
            Add(raw);
            counts[i] = IsItself(raw, count) ? -1 : _records.Count - count;
        }

        var records = _records.ToArray();
        Clear(_records);
        return new DeliveryRecords(records, counts);
    }

    private bool IsItself(in RawEvent raw, int first) => _records.Count == first + 1
        && (ReferenceEquals(_records[first].Part, raw.Part) || _records[first].Part is { IsOverfull: true });

    private static void Clear(List<RawEvent> records)
    {
        records.Clear();
        if (records.Capacity > KeptCount)
        {
            records.TrimExcess();
        }
    }

    private bool MayHoldRecords(in RawEvent raw)
    {
        foreach (var expander in _expanders)
        {
            if (expander.MayHoldRecords(raw))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the records of a delivery; one that has too many is added itself, and will be refused.</summary>
    private void Add(in RawEvent raw)
    {
        if (!MayHoldRecords(raw))
        {
            _records.Add(raw);
            return;
        }

        var first = _records.Count;
        var overfull = EnvelopeExpander.BeginsArray(raw.Utf8.Span) ? AddArray(raw) : AddObject(raw, int.MaxValue);
        if (overfull is not null)
        {
            _records.RemoveRange(first, _records.Count - first);
            _records.Add(raw with { Part = overfull });
        }
    }

    private EnvelopePart? AddArray(in RawEvent raw)
    {
        _expanders[0].ExpandArray(raw, _elements, _recordsMax);
        var overfull = _expanders[0].Surplus is { } surplus ? EnvelopePart.Overfull(surplus, _recordsMax) : null;
        var most = _records.Count + _recordsMax;
        foreach (ref readonly var element in CollectionsMarshal.AsSpan(_elements))
        {
            if (overfull is not null)
            {
                break;
            }

            // An element of an array that is the whole delivery is treated like a delivery.
            if (EnvelopeExpander.BeginsObject(element))
            {
                overfull = AddObject(element, most - _records.Count);
            }
            else
            {
                _records.Add(element);
            }

            overfull ??= _records.Count > most ? EnvelopePart.Overfull(element.Part!.Path, _recordsMax) : null;
        }

        Clear(_elements);
        return overfull;
    }

    /// <summary>Adds the records of an object, of which there may be so many more in its delivery.</summary>
    /// <returns>What is said of the delivery if they are too many.</returns>
    private EnvelopePart? AddObject(in RawEvent raw, int left)
    {
        var schema = _choice is null ? 0 : _choice.Of(raw);
        if (schema < 0)
        {
            _records.Add(raw);
            return null;
        }

        var expander = _expanders[schema];
        expander.ExpandObject(raw, _records, Math.Min(left, expander.RecordsMax));
        return expander.Surplus is { } surplus
            ? EnvelopePart.Overfull(
                raw.Part is null ? surplus : raw.Part.Path + "." + surplus,
                left < expander.RecordsMax ? _recordsMax : expander.RecordsMax)
            : null;
    }
}
