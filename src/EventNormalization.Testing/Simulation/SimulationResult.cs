using System.Collections.Immutable;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>
/// What happened in a simulation that found nothing wrong, so that a test knows that it tested something.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed class SimulationResult
{
    internal SimulationResult()
    {
    }

    /// <summary>How many continuations ran.</summary>
    public required long StepCount { get; init; }

    /// <summary>What ran in which order and what became of it, as one number: equal for equal options.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>How many different events there were.</summary>
    public required int EventCount { get; init; }

    /// <summary>How many deliveries were sent, each attempt of a client counted.</summary>
    public required long SentCount { get; init; }

    /// <summary>How many deliveries were answered as deferred.</summary>
    public required long DeferredCount { get; init; }

    /// <summary>How many calls of clients ended without an answer.</summary>
    public required long UnansweredCount { get; init; }

    /// <summary>How many faults plans injected.</summary>
    public required long FaultCount { get; init; }

    /// <summary>The kinds of these faults.</summary>
    public required ImmutableSortedSet<FaultKind> FaultKinds { get; init; }

    /// <summary>How often a process died, by itself or in a loss of power.</summary>
    public required long CrashCount { get; init; }

    /// <summary>How often both stores were opened again after a loss of power.</summary>
    public required long PowerCutCount { get; init; }

    /// <summary>How many steps of a store landed after their caller had been told of a timeout.</summary>
    public required long LateCount { get; init; }

    /// <summary>How many leases workers lost since they were paused past their end.</summary>
    public required long LeasesLost { get; init; }

    /// <summary>How many appends of several callers went into the store as one step.</summary>
    public required long SharedStepCount { get; init; }

    /// <summary>How often all invariants were checked.</summary>
    public required long CheckCount { get; init; }
}
