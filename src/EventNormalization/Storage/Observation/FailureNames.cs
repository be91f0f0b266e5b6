using System;

namespace EventNormalization.Storage;

/// <summary>How a call of a store failed, in a word of a closed set.</summary>
internal static class FailureNames
{
    public const string NotApplied = "not_applied";
    public const string Unknown = "unknown";
    public const string Never = "never";
    public const string Corrupted = "corrupted";
    public const string RulesChanged = "rules_changed";
    public const string WrongAnswer = "wrong_answer";
    public const string WrongUse = "wrong_use";
    public const string TimedOut = "timeout";
    public const string Canceled = "canceled";
    public const string Other = "other";

    /// <summary>The word of an exception.</summary>
    public static string Of(Exception exception) => exception switch
    {
        EventStoreException known => Of(known.Kind),
        StoreCorruptedException => Corrupted,
        RulesChangedException => RulesChanged,
        StoreAnswerException => WrongAnswer,
        AppendMismatchException or ArgumentException => WrongUse,
        TimeoutException => TimedOut,
        OperationCanceledException => Canceled,
        _ => Other,
    };

    private static string Of(StoreFailureKind kind) => kind switch
    {
        StoreFailureKind.NotApplied => NotApplied,
        StoreFailureKind.Unknown => Unknown,
        StoreFailureKind.Never => Never,
    };
}
