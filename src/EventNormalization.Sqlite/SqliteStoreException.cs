using System;

namespace EventNormalization.Sqlite;

/// <summary>Thrown when a file cannot be opened as a store; the message names it and says why.</summary>
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
        : base(message)
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
}
