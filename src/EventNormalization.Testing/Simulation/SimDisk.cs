using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace EventNormalization.Testing;

/// <summary>
/// A durable store as a journal of steps: a loss of power keeps the steps that were synced, and no others.
/// </summary>
/// <remarks>
/// Fault model: each step is applied whole or not at all, at one moment between its call and its answer. It is synced
/// at that moment, unless the bug is planted that it is synced later. Steps are functions of what they are given alone,
/// so that the same journal makes the same store.
/// </remarks>
internal sealed class SimDisk<TStore>(Func<TStore> makeEmpty, bool syncsLate)
{
    private const int LateStepCount = 8;

    private readonly List<Func<TStore, Task>> _journal = [];

    /// <summary>What whoever reads it sees.</summary>
    public TStore Store { get; private set; } = makeEmpty();

    /// <summary>Grows with everything that may have changed what is read.</summary>
    public long Version { get; private set; }

    public T Apply<T>(Func<TStore, ValueTask<T>> step)
    {
        Version++;
        var answer = Now(step(Store));

        // Only what went well is a step; one that throws has changed nothing, by the contract.
        _journal.Add(store => step(store).AsTask());
        return answer;
    }

    /// <summary>Loses what was not synced, and opens the store again.</summary>
    public void Reopen()
    {
        if (syncsLate)
        {
            _journal.RemoveRange(
                _journal.Count - int.Min(LateStepCount, _journal.Count), int.Min(LateStepCount, _journal.Count));
        }

        Version++;
        Store = makeEmpty();
        foreach (var step in _journal)
        {
            Now(step(Store));
        }
    }

    /// <summary>The result of what ended at once, as everything of a store in memory does.</summary>
    // It has ended, so nothing blocks.
#pragma warning disable RS0030
    public static T Now<T>(ValueTask<T> task) => task.IsCompleted
        ? task.AsTask().GetAwaiter().GetResult()
        : throw new InvalidOperationException("A store in memory did not answer at once.");
#pragma warning restore RS0030

    private static void Now(Task task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("A store in memory did not answer at once.");
        }

        // It has ended, so nothing blocks.
#pragma warning disable RS0030
        task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }
}
