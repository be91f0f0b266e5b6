namespace EventNormalization.Normalization;

/// <content>Errors of an event, without texts.</content>
internal sealed partial class RecordReader
{
    private enum FaultKind : byte
    {
        Json,
        Missing,
        Conflict,
        DateAndTime,
        NoDate,
        NoTime,
        Subject,
        CloudEvent,
        Records,
        Implausible,
        Value,
        Substitute,
    }

    /// <summary>An error of a field, without texts: messages are created only on demand.</summary>
    private readonly struct Fault
    {
        public FaultKind Kind { get; init; }

        public int Field { get; init; }

        public int Found { get; init; }

        public int Other { get; init; }

        public ParseFailure? Failure { get; init; }
    }
}
