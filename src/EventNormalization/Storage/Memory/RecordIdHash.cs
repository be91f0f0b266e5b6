using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>Where an id belongs in an index.</summary>
/// <remarks>
/// The bits of an id can be chosen by whoever makes events until one suits him, so they are multiplied by a secret odd
/// number, of whose product the high bits decide.
/// </remarks>
internal readonly struct RecordIdHash(RecordId id, ulong secret)
{
    private const int TagCount = 255;
    private readonly ulong _product = unchecked(id.First * secret);

    /// <summary>1 to 255, independent of the place, so that few other ids at the place have it.</summary>
    public byte Tag { get; } = (byte)(1 + (((unchecked(id.Second * secret) >> 32) * TagCount) >> 32));

    /// <summary>The shard among 2 to the power of <paramref name="bits"/>.</summary>
    public int ShardOf(int bits) => (int)(_product >> (64 - bits));

    /// <summary>The bucket of a shard that has so many; the order of the buckets is the same for any number.</summary>
    public int BucketOf(int bucketCount) => (int)(((_product >> 20 & uint.MaxValue) * (uint)bucketCount) >> 32);
}
