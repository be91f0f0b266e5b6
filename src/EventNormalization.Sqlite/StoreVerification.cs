using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>What a verification of an event store and its failed events found.</summary>
public sealed class StoreVerification
{
    internal StoreVerification()
    {
    }

    /// <summary>Whether there is no problem.</summary>
    public bool IsOk => ProblemCount == 0;

    /// <summary>How many events were read and held to their ids.</summary>
    public long EventCount { get; internal init; }

    /// <summary>Of these, how many were read again from their raw bytes by the rules in force.</summary>
    /// <remarks>
    /// Not so events that older rules read, and none where the rules read a line or a source, are of another version of
    /// the library, or have a parser in code.
    /// </remarks>
    public long RereadCount { get; internal init; }

    /// <summary>How many failed events were read and held to their keys.</summary>
    public long FailedCount { get; internal init; }

    /// <summary>How many problems were found.</summary>
    public long ProblemCount { get; internal init; }

    /// <summary>The first 100 problems, a sentence each.</summary>
    public required ImmutableArray<string> Problems { get; init; }
}
