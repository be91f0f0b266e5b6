using System;

namespace EventNormalization.Sqlite;

/// <summary>Thrown when a store's file cannot be opened or used; the message names it and says why.</summary>
/// <remarks>The file was not changed: a file that is not a store, or a damaged one, is never written again.</remarks>
public sealed class SqliteStoreException : Exception
{
    /// <summary>Says that a file cannot be opened as a store.</summary>
    public SqliteStoreException()
        : this("The file cannot be opened as a store.")
    {
    }

    /// <summary>Says which file cannot be opened, and why.</summary>
    /// <param name="message">The full path of the file and the reason, in one sentence.</param>
    public SqliteStoreException(string message)
        : this(message, null)
    {
    }

    /// <summary>Says which file cannot be opened, and how it was seen.</summary>
    /// <param name="message">The full path of the file and the reason, in one sentence.</param>
    /// <param name="innerException">
    /// What SQLite or the file system threw; <see langword="null"/> if nothing was thrown.
    /// </param>
    public SqliteStoreException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says what keeps which file from being used.</summary>
    /// <param name="problem">What keeps it.</param>
    /// <param name="message">Which file, what was found and what was expected.</param>
    /// <param name="innerException">How it was seen.</param>
    public SqliteStoreException(SqliteStoreProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    /// <summary>What keeps the file from being used.</summary>
    public SqliteStoreProblem Problem { get; }
}
