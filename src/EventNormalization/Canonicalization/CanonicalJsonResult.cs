using System.Diagnostics.CodeAnalysis;

namespace EventNormalization.Canonicalization;

/// <summary>Whether a document was canonicalized, and why not if it was not.</summary>
/// <remarks><c>default</c> is success.</remarks>
public readonly struct CanonicalJsonResult
{
    internal CanonicalJsonResult(CanonicalJsonFailure? failure) => Failure = failure;

    /// <summary>Whether the canonical text was written.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Failure is null;

    /// <summary>Why nothing was written; <see langword="null"/> after success.</summary>
    public CanonicalJsonFailure? Failure { get; }
}
