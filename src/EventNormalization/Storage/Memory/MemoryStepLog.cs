using System;
using System.Collections.Generic;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>The named steps of a failed-event store, of the last 30 days and at least the last 10,000.</summary>
/// <remarks>Not thread-safe. Time is that of the steps.</remarks>
internal sealed class MemoryStepLog
{
    private const int CountMin = 10_000;

    private static readonly Duration AgeMax = Duration.FromDays(30);

    private readonly Dictionary<AppendId, MemoryStep> _steps = [];
    private readonly Queue<AppendId> _order = new();

    /// <summary>The step with this name; null if it was never taken, or was dropped.</summary>
    /// <exception cref="ArgumentException">Another step has the name.</exception>
    public MemoryStep? Find(AppendId id, QueueStepKind kind, int itemCount)
    {
        if (!_steps.TryGetValue(id, out var step))
        {
            return null;
        }

        return step.Kind == kind && step.ItemCount == itemCount
            ? step
            : throw new ArgumentException($"The name {id} belongs to another step: {step.Kind} of {step.ItemCount}.");
    }

    /// <summary>Adds a new step.</summary>
    public void Add(AppendId id, MemoryStep step)
    {
        _steps.Add(id, step);
        _order.Enqueue(id);
        while (_order.Count > CountMin && _steps[_order.Peek()].At < step.At - AgeMax)
        {
            _steps.Remove(_order.Dequeue());
        }
    }
}
