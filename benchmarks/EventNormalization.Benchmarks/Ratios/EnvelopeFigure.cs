using System;
using System.Collections.Generic;
using System.IO;
using EventNormalization.Envelopes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>The same events in envelopes of 1,000 records, taken apart and read up to their ids.</summary>
internal static class EnvelopeFigure
{
    public const string Name = "the same in envelopes of 1,000, batched";

    private const int RecordCount = 1_000;

    /// <summary>Makes the envelopes, and sees that their records have the ids of the events.</summary>
    public static Action Prepare(RawEvent[] events, ReadOnlySpan<RecordId> expected)
    {
        var identifier = new EventIdentifier(
            EventSchema.Default with { Envelope = EnvelopeRules.None with { Records = ["Records"] } });
        var envelopes = EnvelopesOf(events);
        var batch = new BatchIdentification(identifier);
        var ids = new RecordId[events.Length];
        var pass = () =>
        {
            var next = 0;
            foreach (var envelope in envelopes)
            {
                var records = identifier.Expand(envelope).Records;
                batch.Identify(records.Span, ids.AsSpan(next, records.Length));
                next += records.Length;
            }
        };
        pass();
        Agreement.Require(Name, expected, ids);
        return pass;
    }

    private static List<RawEvent[]> EnvelopesOf(RawEvent[] events)
    {
        var envelopes = new List<RawEvent[]>();
        for (var first = 0; first < events.Length; first += RecordCount)
        {
            using var json = new MemoryStream();
            json.Write("{\"Records\":["u8);
            for (var i = first; i < Math.Min(events.Length, first + RecordCount); i++)
            {
                json.Write(i > first ? ","u8 : ""u8);
                json.Write(events[i].Utf8.Span);
            }

            json.Write("]}"u8);
            envelopes.Add([new RawEvent(json.ToArray(), events[first].ReceivedAt)]);
        }

        return envelopes;
    }
}
