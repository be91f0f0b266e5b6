using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;

namespace EventNormalization.Identity;

/// <content>Many events at once; their identities are hashed in parallel SIMD lanes.</content>
public sealed partial class EventIdentifier
{
    /// <summary>How many events are hashed side by side.</summary>
    internal const int ChunkCount = 256;

    /// <summary>Batches of <see cref="ChunkCount"/> for one thread at a time.</summary>
    internal ObjectPool<IdentityBatch> Batches { get; } = new(() => new IdentityBatch(ChunkCount));

    /// <summary>Reads many events. Their bytes are not copied.</summary>
    /// <param name="raws">
    /// The deliveries, each read as one event: envelopes are taken apart by <see cref="Expand"/> before.
    /// </param>
    /// <returns>
    /// One result for each delivery, in order; each is what <see cref="Identify"/> gives for it alone.
    /// </returns>
    public IReadOnlyList<IdentificationResult> IdentifyBatch(ReadOnlySpan<RawEvent> raws)
    {
        var results = new IdentificationResult[raws.Length];
        var reader = Readers.Rent();
        var batch = Batches.Rent();
        for (var first = 0; first < raws.Length; first += ChunkCount)
        {
            var count = Math.Min(ChunkCount, raws.Length - first);
            IdentifyChunk(reader, batch, raws.Slice(first, count), results.AsSpan(first, count));
        }

        Batches.Return(batch);
        Readers.Return(reader);
        return results;
    }

    private void IdentifyChunk(
        IdentityReader reader, IdentityBatch batch, ReadOnlySpan<RawEvent> raws, Span<IdentificationResult> results)
    {
        batch.Clear();
        var records = batch.Records;
        for (var i = 0; i < raws.Length; i++)
        {
            records[i] = default;
            if (reader.Read(raws[i]))
            {
                records[i] = new IdentityBatch.Entry(
                    reader.Record.ToRecord(), reader.ToClientKey(), reader.IdentityIsRecord, batch.Add(reader));
            }
            else
            {
                results[i] = Refused(reader, raws[i], []);
            }
        }

        batch.ComputeIds();
        for (var i = 0; i < raws.Length; i++)
        {
            if (records[i].Record is { } record)
            {
                var (id, key) = (batch.Ids[records[i].Number], records[i].ClientKey);
                var known = records[i].IdentityIsRecord
                    ? IdentifiedEvent.KnownIdentity.OfRecord(id, key)
                    : IdentifiedEvent.KnownIdentity.OfText(id, batch.IdentityAt(records[i].Number).ToArray(), key);
                results[i] = Understood(new IdentifiedEvent(record, raws[i], RulesFingerprint, known), []);
            }
        }
    }
}
