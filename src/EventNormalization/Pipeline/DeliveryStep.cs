using System.Collections.Generic;
using EventNormalization.Envelopes;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Batches of a stream that go to the stores as one.</summary>
internal sealed class DeliveryStep(IReadOnlyList<DeliveryBatch> batches)
{
    /// <summary>The records of all batches, in order.</summary>
    public DeliveryBatch Joined { get; } = batches.Count == 1 ? batches[0] : Join(batches);

    /// <summary>How many bytes of the stream had been read when the last batch was.</summary>
    public long BytesRead => batches[^1].Memory!.BytesRead;

    /// <summary>Makes of the answers for all records the answers for all deliveries.</summary>
    public IReadOnlyList<IngestResult> Group(IReadOnlyList<IngestResult> ofRecords)
    {
        if (batches.Count == 1)
        {
            return GroupOne(batches[0], ofRecords);
        }

        var results = new List<IngestResult>(ofRecords.Count);
        var next = 0;
        foreach (var batch in batches)
        {
            var ofBatch = new IngestResult[batch.Identified.Count];
            for (var i = 0; i < ofBatch.Length; i++)
            {
                ofBatch[i] = ofRecords[next++];
            }

            results.AddRange(GroupOne(batch, ofBatch));
        }

        return results;
    }

    private static IReadOnlyList<IngestResult> GroupOne(DeliveryBatch batch, IReadOnlyList<IngestResult> ofRecords) =>
        batch.Records.AreDeliveries ? ofRecords : EnvelopeResults.Group(batch, ofRecords);

    private static DeliveryBatch Join(IReadOnlyList<DeliveryBatch> batches)
    {
        var raws = new List<RawEvent>();
        var identified = new List<IdentificationResult>();
        foreach (var batch in batches)
        {
            raws.AddRange(batch.Raws.Span);
            identified.AddRange(batch.Identified);
        }

        var records = raws.ToArray();
        return new DeliveryBatch(new DeliveryRecords(records, null), identified) { Deliveries = records };
    }
}
