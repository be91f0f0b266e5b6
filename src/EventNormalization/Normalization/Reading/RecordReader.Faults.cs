namespace EventNormalization.Normalization;

/// <content>What is wrong with an event, in numbers.</content>
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

    /// <summary>What is wrong with a field, in numbers: words are made only for those who ask.</summary>
    private readonly struct Fault
    {
        public FaultKind Kind { get; init; }

        public int Field { get; init; }

        public int Found { get; init; }

        public int Other { get; init; }

        public ParseFailure? Failure { get; init; }
    }
}
