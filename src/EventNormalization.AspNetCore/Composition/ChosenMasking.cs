using EventNormalization.Pipeline;

namespace EventNormalization.Composition;

/// <summary>What the host keeps of raw bytes.</summary>
internal sealed record ChosenMasking(PayloadMasking Masking);
