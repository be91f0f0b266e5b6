using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Envelopes;
using EventNormalization.Pipeline;

namespace EventNormalization.Api.Ingest;

/// <summary>What became of the events of a body, each alone, however they were packed.</summary>
/// <param name="records">How the deliveries of the body were taken apart.</param>
/// <param name="deliveryCount">How many deliveries there are.</param>
/// <param name="results">One for each record; null if neither store could keep it.</param>
internal sealed class KeptEvents(DeliveryRecords records, int deliveryCount, IReadOnlyList<IngestResult?> results)
{
    private static readonly IngestOutcome[] FromWorst =
    [
        IngestOutcome.Forbidden, IngestOutcome.Rejected, IngestOutcome.Conflict, IngestOutcome.Deferred,
        IngestOutcome.Accepted,
    ];

    /// <summary>One for each record; null if neither store could keep it.</summary>
    public IReadOnlyList<IngestResult?> Results => results;

    /// <summary>Whether there are events, and neither store could keep one.</summary>
    public bool AreNoneKept => results.Count > 0 && results.All(result => result is null);

    /// <summary>Whether the body is one envelope, whose records are the answer.</summary>
    public bool IsEnvelope => deliveryCount == 1 && records.IsEnvelope(0);

    /// <summary>Writes the elements of an array: the results of one envelope, or of each delivery.</summary>
    public void Write(IBufferWriter<byte> output, IngestResultWriter writer)
    {
        if (IsEnvelope)
        {
            Write(output, writer, 0, results.Count);
            return;
        }

        var next = 0;
        for (var i = 0; i < deliveryCount; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            var count = records.CountOf(i);
            if (records.IsEnvelope(i))
            {
                writer.WriteOpening(WorstOf(next, count));
                Write(output, writer, next, count);
                output.Write("]}"u8);
            }
            else
            {
                writer.Write(results[next]);
            }

            next += count;
        }
    }

    private void Write(IBufferWriter<byte> output, IngestResultWriter writer, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            output.Write(i == first ? ""u8 : ","u8);
            writer.Write(results[i]);
        }
    }

    /// <summary>The worst outcome of some records; an envelope without any leaves nothing to do.</summary>
    private string WorstOf(int first, int count)
    {
        var some = results.Skip(first).Take(count).ToArray();
        if (some.Any(result => result is null))
        {
            return IngestResultWriter.NotKept;
        }

        foreach (var outcome in FromWorst)
        {
            if (some.Any(result => result!.Outcome == outcome))
            {
                return IngestResultWriter.WordOf(outcome);
            }
        }

        return IngestResultWriter.WordOf(count == 0 ? IngestOutcome.Accepted : IngestOutcome.Duplicate);
    }
}
