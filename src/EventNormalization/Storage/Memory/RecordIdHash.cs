using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>The hash that places an id in an index.</summary>
/// <remarks>
/// Whoever makes events can search for ids with chosen bits, so an id is multiplied by a secret odd number, and the
/// high bits of the product are used.
/// </remarks>
internal readonly struct RecordIdHash(RecordId id, ulong secret)
{
    private const int TagCount = 255;
    private readonly ulong _product = unchecked(id.First * secret);

    /// <summary>A tag from 1 to 255, independent of the bucket, so that few other ids of the bucket share it.</summary>
    public byte Tag { get; } = (byte)(1 + (((unchecked(id.Second * secret) >> 32) * TagCount) >> 32));

    /// <summary>The shard among 2 to the power of <paramref name="bits"/>.</summary>
    public int ShardOf(int bits) => (int)(_product >> (64 - bits));

    /// <summary>The bucket of a shard that has so many; the order of the buckets is the same for any number.</summary>
    public int BucketOf(int bucketCount) => (int)(((_product >> 20 & uint.MaxValue) * (uint)bucketCount) >> 32);
}
