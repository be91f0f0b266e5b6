using System.Collections.Generic;

namespace EventNormalization.Pipeline;

/// <summary>Combines the results of records into the results of their deliveries.</summary>
internal static class EnvelopeResults
{
    /// <summary>One result for each delivery, in order.</summary>
    public static IReadOnlyList<IngestResult> Group(DeliveryBatch batch, IReadOnlyList<IngestResult> ofRecords)
    {
        var deliveries = batch.Deliveries.Span;
        var results = new IngestResult[deliveries.Length];
        var next = 0;
        for (var i = 0; i < results.Length; i++)
        {
            if (!batch.Records.IsEnvelope(i))
            {
                results[i] = ofRecords[next++];
                continue;
            }

            var records = new IngestResult[batch.Records.CountOf(i)];
            for (var record = 0; record < records.Length; record++)
            {
                records[record] = ofRecords[next++];
            }

            results[i] = new IngestResult
            {
                Outcome = WorstOf(records),
                Location = deliveries[i].Location,
                IsEnvelope = true,
                Records = records,
            };
        }

        return results;
    }

    private static IngestOutcome WorstOf(IngestResult[] records)
    {
        var worst = IngestOutcome.Duplicate;
        foreach (var record in records)
        {
            var isWorse = IngestOutcomes.SeverityOf(record.Outcome) > IngestOutcomes.SeverityOf(worst);
            worst = isWorse ? record.Outcome : worst;
        }

        return records.Length == 0 ? IngestOutcome.Accepted : worst;
    }
}
