using System;
using System.Collections.Generic;
using EventNormalization.Envelopes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Reads the deliveries of a stream in parts that bound the memory of their errors.</summary>
/// <remarks>
/// Errors can take more memory than the deliveries that they are about. If there are many, the rest of a batch waits
/// until its beginning is stored. Deliveries that hold several events are split by bytes and records, since each record
/// may have several errors. Where a batch is split depends only on its deliveries. A delivery with very many records is
/// read when its turn comes, so that no two of them are in memory.
/// </remarks>
internal sealed class BoundedIdentification(EventIdentifier identifier)
{
    /// <summary>The approximate memory of the errors of one part, in bytes.</summary>
    private const int ErrorBytesMax = 1 << 20;

    /// <summary>The most records of a part, unless one delivery has more: each may have several errors.</summary>
    private const int PartRecordsMax = 1 << 12;

    /// <summary>The most records that are read before the turn of their delivery.</summary>
    private const int AheadRecordsMax = 1 << 13;

    private const int ErrorBytes = 128;
    private const int StepCount = 2 * EventIdentifier.ChunkCount;

    /// <summary>
    /// Reads the first part of a batch, or all of it; nothing if the first delivery waits for its turn.
    /// </summary>
    public DeliveryBatch First(RawEventBatch read) => Read(read, read.Events, AheadRecordsMax);

    /// <summary>Reads the next part; null at the end.</summary>
    public DeliveryBatch? Rest(DeliveryBatch part)
    {
        var read = part.Memory!;
        return part.IsLastPart ? null : Read(read, read.Events[(part.First + part.Deliveries.Length)..], int.MaxValue);
    }

    private DeliveryBatch Read(RawEventBatch read, ReadOnlyMemory<RawEvent> raws, int recordsMax)
    {
        var deliveries = DeliverySplitter.First(identifier, raws);
        var records = identifier.Expand(deliveries);
        IReadOnlyList<IdentificationResult> identified;
        if (records.AreDeliveries)
        {
            identified = Identify(deliveries);
            deliveries = deliveries[..identified.Count];
            records = new DeliveryRecords(deliveries, null);
        }
        else
        {
            deliveries = deliveries[..records.CountWithin(PartRecordsMax)];
            records = records.Take(deliveries.Length);
            if (records.Records.Length > recordsMax)
            {
                (deliveries, records) = (default, new DeliveryRecords(default, null));
            }

            identified = identifier.IdentifyBatch(records.Records.Span);
        }

        return new DeliveryBatch(records, identified)
        {
            Deliveries = deliveries,
            Memory = read,
            First = read.Events.Length - raws.Length,
        };
    }

    private List<IdentificationResult> Identify(ReadOnlyMemory<RawEvent> raws)
    {
        var identified = new List<IdentificationResult>(raws.Length);
        var errorBytes = 0L;
        while (identified.Count < raws.Length && errorBytes < ErrorBytesMax)
        {
            var count = Math.Min(StepCount, raws.Length - identified.Count);
            var step = identifier.IdentifyBatch(raws.Span.Slice(identified.Count, count));
            identified.AddRange(step);
            errorBytes += Weigh(step);
        }

        return identified;
    }

    private static long Weigh(IReadOnlyList<IdentificationResult> results)
    {
        var bytes = 0L;
        for (var i = 0; i < results.Count; i++)
        {
            foreach (var error in results[i].IsSuccess ? [] : results[i].Errors)
            {
                bytes += ErrorBytes + (2L * ((error.Found?.Length ?? 0) + error.Expected.Length + error.Path.Length));
            }
        }

        return bytes;
    }
}
