using System;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Benchmarks;

/// <summary>From raw bytes to ids as the pipeline does it: read a batch, then hash its texts side by side.</summary>
internal sealed class BatchIdentification(EventIdentifier identifier)
{
    private const int BatchCount = 256;
    private readonly IdentityReader _reader = identifier.NewReader();
    private readonly IdentityBatch _batch = new(BatchCount);

    /// <summary>Computes the ids of what is understood; returns how many there are.</summary>
    public int Identify(ReadOnlySpan<RawEvent> raws, Span<RecordId> ids)
    {
        var count = 0;
        while (!raws.IsEmpty)
        {
            _batch.Clear();
            var taken = raws[..Math.Min(BatchCount, raws.Length)];
            raws = raws[taken.Length..];
            foreach (var raw in taken)
            {
                if (_reader.Read(raw))
                {
                    _batch.Add(_reader);
                }
            }

            _batch.ComputeIds();
            _batch.Ids.CopyTo(ids[count..]);
            count += _batch.Count;
        }

        return count;
    }
}
