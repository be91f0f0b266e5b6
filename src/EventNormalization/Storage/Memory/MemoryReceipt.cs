using EventNormalization.Identity;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>How events came in: kept once for those that came together.</summary>
/// <param name="Append">The append that stored them.</param>
/// <param name="Rules">The rules they were read by.</param>
/// <param name="ReceivedAt">When they were received.</param>
internal readonly record struct MemoryReceipt(AppendId Append, RulesFingerprint Rules, Instant ReceivedAt);
