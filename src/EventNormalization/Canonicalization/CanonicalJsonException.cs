using System;

namespace EventNormalization.Canonicalization;

/// <summary>A document was to be canonicalized that has no canonical form.</summary>
public sealed class CanonicalJsonException : FormatException
{
    /// <summary>Wraps the reason.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is null.</exception>
    public CanonicalJsonException(CanonicalJsonFailure failure)
        : base(MessageOf(failure)) => Failure = failure;

    /// <summary>The reason code, the place and the sentence.</summary>
    public CanonicalJsonFailure Failure { get; }

    private static string MessageOf(CanonicalJsonFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Code + ": " + failure.Message;
    }
}
