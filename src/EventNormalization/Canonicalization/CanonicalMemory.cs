using System;

namespace EventNormalization.Canonicalization;

/// <summary>The memory that a pass begins with, on its caller's stack; what needs more is pooled.</summary>
internal readonly ref struct CanonicalMemory
{
    public required Span<byte> Text { get; init; }

    public required Span<CanonicalMember> Members { get; init; }

    public required Span<CanonicalFrame> Frames { get; init; }
}
