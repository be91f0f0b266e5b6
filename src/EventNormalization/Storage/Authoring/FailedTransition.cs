namespace EventNormalization.Storage.Authoring;

/// <summary>
/// What a step makes of a failed event: its progress after the step, and what else is to be written.
/// </summary>
/// <remarks>Immutable. A store writes all of it in one transaction.</remarks>
public sealed class FailedTransition
{
    internal FailedTransition(FailedProgress progress, QueueOutcome answer = QueueOutcome.Done)
    {
        Progress = progress;
        Answer = answer;
    }

    /// <summary>The progress after the step; as before it if <see cref="Answer"/> is not done.</summary>
    public FailedProgress Progress { get; }

    /// <summary>The outcome that the caller of the step gets.</summary>
    public QueueOutcome Answer { get; }

    /// <summary>What was found out; <see langword="null"/> if nothing was.</summary>
    public FailedFindings? Findings { get; internal init; }

    /// <summary>The action to record; <see langword="null"/> if there is none.</summary>
    public FailedAction? Action { get; internal init; }
}
