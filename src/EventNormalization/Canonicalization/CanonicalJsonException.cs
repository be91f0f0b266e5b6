using System;

namespace EventNormalization.Canonicalization;

/// <summary>A document was to be canonicalized that has no canonical form.</summary>
public sealed class CanonicalJsonException : FormatException
{
    /// <summary>Wraps the reason.</summary>
    /// <param name="failure">Where in the document the canonical form ends being possible, and why.</param>
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
