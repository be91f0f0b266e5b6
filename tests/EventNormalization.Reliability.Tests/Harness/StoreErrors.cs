using System;
using System.Linq;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>What a caller may be told when neither store could keep an event, or one could not be opened.</summary>
internal static class StoreErrors
{
    private static readonly string[] Types = ["SqliteStoreException", "EventStoreException"];

    /// <summary>
    /// Null if it is of a type of the stores or their driver, and names the file; else what is wrong.
    /// </summary>
    /// <param name="error">The type, a colon and the message; null if there was no error.</param>
    public static string? FindFault(string? error) => error is null
        || (Types.Any(type => error.StartsWith(type + ": ", StringComparison.Ordinal))
            && error.Contains("s.db", StringComparison.Ordinal))
        ? null
        : $"I6 an error of another type, or without its file: {error}";

    public static string? FindFault(Exception? error) =>
        error is null ? null : FindFault($"{error.GetType().Name}: {error.Message}");
}
