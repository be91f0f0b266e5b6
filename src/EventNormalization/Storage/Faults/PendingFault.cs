using System;
using System.Collections.Generic;
using System.Diagnostics;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>The fault of a call that is under way; the default is none.</summary>
internal readonly struct PendingFault(FaultInjector injector, FaultContext context, Fault fault)
{
    private const int RowsBeforeEndMax = 8;

    /// <summary>How many rows of a sequence are given before it breaks off.</summary>
    public long RowsBeforeEnd => fault.Kind == FaultKind.Partial
        ? 1 + (long)(fault.Choice % RowsBeforeEndMax)
        : long.MaxValue;

    private bool IsAfter => fault.Kind is FaultKind.ThrowAfter or FaultKind.TimeoutAfter or FaultKind.Partial;

    /// <summary>Throws if the step must not be taken.</summary>
    public void Before()
    {
        if (fault.IsNone || IsAfter)
        {
            return;
        }

        injector.Add(context, fault);
        if (fault.Kind != FaultKind.None)
        {
            throw Failure();
        }
    }

    /// <summary>Throws if the step was taken and its answer is lost.</summary>
    public void After()
    {
        if (IsAfter)
        {
            injector.Add(context, fault);
            throw Failure();
        }
    }

    /// <summary>Removes the answers that the fault loses.</summary>
    public IReadOnlyList<AppendAnswer> After(IReadOnlyList<AppendAnswer> answers)
    {
        if (fault.Kind == FaultKind.Partial && PartialAnswers.Of(answers, fault.Choice) is { } partial)
        {
            injector.Add(context, fault);
            return partial;
        }

        After();
        return answers;
    }

    private Exception Failure()
    {
        Debug.Assert(fault.Kind != FaultKind.None);
        var message = "Injected " + InjectedFault.Of(context, fault);
        return fault.Kind switch
        {
            FaultKind.ThrowBefore => new EventStoreException(StoreFailureKind.NotApplied, message),
            FaultKind.ThrowNever => new EventStoreException(StoreFailureKind.Never, message),
            FaultKind.TimeoutBefore or FaultKind.TimeoutAfter => new TimeoutException(message),
            FaultKind.Cancel => new OperationCanceledException(message),
            FaultKind.ThrowBeforeUnknown or FaultKind.ThrowAfter or FaultKind.Partial =>
                new EventStoreException(StoreFailureKind.Unknown, message),
            _ => throw new InvalidOperationException($"No fault {fault.Kind} is known."),
        };
    }
}
