using System;

namespace EventNormalization.Canonicalization;

/// <summary>The limits within which a document is canonicalized.</summary>
public sealed class CanonicalJsonOptions
{
    private const int DepthLimit = 1_000;
    private const int BytesLimit = 256 * 1024 * 1024;

    /// <summary>64 levels, 256 MiB, a million members an object.</summary>
    public static readonly CanonicalJsonOptions Default = new();

    /// <summary>How many objects and arrays may enclose one another, from 1 to 1,000; by default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int DepthMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DepthLimit);
            field = value;
        }
    } = 64;

    /// <summary>How many bytes a document may have, from 1 to 268,435,456, which is the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int DocumentBytesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, BytesLimit);
            field = value;
        }
    } = BytesLimit;

    /// <summary>How many members one object may have, at least 1; by default 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MemberCountMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1_000_000;
}
