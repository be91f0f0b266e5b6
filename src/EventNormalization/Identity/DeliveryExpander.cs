using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EventNormalization.Envelopes;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>Takes deliveries apart by the rules of the schema that wants them. Of one thread.</summary>
internal sealed class DeliveryExpander
{
    private readonly SchemaChoice? _choice;
    private readonly EnvelopeExpander[] _expanders;
    private readonly List<RawEvent> _records = [];
    private readonly List<RawEvent> _elements = [];

    public DeliveryExpander(SchemaSet set, CompiledSchema[] compiled)
    {
        _choice = set.IsSingle ? null : new SchemaChoice(set);
        _expanders = [.. compiled.Select(schema => new EnvelopeExpander(schema.Paths, schema.Schema.Limits.DepthMax))];
    }

    /// <summary>The records of the deliveries; the deliveries themselves where each one is an event.</summary>
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
            var isItself = _records.Count == count + 1 && ReferenceEquals(_records[count].Part, raw.Part);
            counts[i] = isItself ? -1 : _records.Count - count;
        }

        var records = _records.ToArray();
        _records.Clear();
        return new DeliveryRecords(records, counts);
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

    private void Add(in RawEvent raw)
    {
        if (!MayHoldRecords(raw))
        {
            _records.Add(raw);
            return;
        }

        if (!EnvelopeExpander.BeginsArray(raw.Utf8.Span))
        {
            Expand(raw);
            return;
        }

        _expanders[0].ExpandArray(raw, _elements);
        foreach (ref readonly var element in CollectionsMarshal.AsSpan(_elements))
        {
            // An element of an array that is the whole delivery is as good as a delivery.
            if (EnvelopeExpander.BeginsObject(element))
            {
                Expand(element);
            }
            else
            {
                _records.Add(element);
            }
        }

        _elements.Clear();
    }

    private void Expand(in RawEvent raw)
    {
        var schema = _choice is null ? 0 : _choice.Of(raw);
        if (schema >= 0)
        {
            _expanders[schema].ExpandObject(raw, _records);
        }
        else
        {
            _records.Add(raw);
        }
    }
}
