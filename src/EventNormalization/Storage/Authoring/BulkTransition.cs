namespace EventNormalization.Storage.Authoring;

/// <summary>What a step makes of a bulk operation.</summary>
/// <remarks>Immutable. A store writes it in the step's transaction.</remarks>
public sealed class BulkTransition
{
    internal BulkTransition(BulkOperation operation, QueueOutcome answer = QueueOutcome.Done)
    {
        Operation = operation;
        Answer = answer;
    }

    /// <summary>The operation after the step; as before it if <see cref="Answer"/> is not done.</summary>
    public BulkOperation Operation { get; }

    /// <summary>The outcome that the caller of the step gets.</summary>
    public QueueOutcome Answer { get; }
}
