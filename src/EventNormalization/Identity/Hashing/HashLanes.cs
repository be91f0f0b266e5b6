namespace EventNormalization.Identity;

/// <summary>How many messages are hashed side by side.</summary>
internal enum HashLanes
{
    /// <summary>One after the other, by the framework.</summary>
    One = 1,

    /// <summary>With 256-bit vectors (AVX2).</summary>
    Eight = Sha256Lanes8.Count,

    /// <summary>With 512-bit vectors (AVX-512).</summary>
    Sixteen = Sha256Lanes16.Count,
}
