using System.Collections.Generic;

namespace EventNormalization.Pipeline;

/// <summary>What could be kept of a batch of which something could not.</summary>
internal sealed class KeptResults
{
    private IngestResult?[]? _results;

    /// <summary>Takes the results of events that are stored; the other ones of the batch are not kept.</summary>
    public void Take(DeliveryBatch batch, IReadOnlyList<IngestResult> ofRecords)
    {
        _results = new IngestResult?[batch.Deliveries.Length];
        var next = 0;
        for (var i = 0; i < _results.Length; i++)
        {
            if (batch.Records.IsEnvelope(i))
            {
                next += batch.Records.CountOf(i);
                continue;
            }

            var result = ofRecords[next++];
            _results[i] = result.Outcome is IngestOutcome.Accepted or IngestOutcome.Duplicate ? result : null;
        }
    }

    /// <summary>One for each delivery of the batch; null for each that is not known to be kept.</summary>
    public IReadOnlyList<IngestResult?> ToResults(int deliveryCount) => _results ?? new IngestResult?[deliveryCount];
}
