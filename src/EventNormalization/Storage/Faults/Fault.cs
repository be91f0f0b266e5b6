using System;
using System.Diagnostics;

namespace EventNormalization.Storage;

/// <summary>What a plan does to one call of a store.</summary>
/// <remarks>Equal when all members are; <see langword="default"/> is no fault.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Fault
{
    /// <summary>How the call fails; <see cref="FaultKind.None"/> if it does not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public FaultKind Kind { get; init => field = EnumGuard.Checked(value); }

    /// <summary>How long the call waits before anything else; zero if it does not.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the call is left alone.</summary>
    public bool IsNone => Kind == FaultKind.None && Delay == TimeSpan.Zero;

    /// <summary>A random number that was drawn with the fault; it decides which answers are missing.</summary>
    internal ulong Choice { get; init; }

    /// <summary>The fault in the syntax of a plan, such as <c>latency=10ms throw-after</c>.</summary>
    /// <returns>The words; <c>none</c> if there is no fault.</returns>
    public override string ToString()
    {
        var late = Delay == TimeSpan.Zero ? "" : FaultPlanKeywords.Latency + "=" + FaultPlanKeywords.TextOf(Delay);
        return IsNone ? FaultPlanKeywords.None
            : Kind == FaultKind.None ? late
            : late.Length == 0 ? FaultPlanKeywords.WordOf(Kind)
            : late + " " + FaultPlanKeywords.WordOf(Kind);
    }
}
