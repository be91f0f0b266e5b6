using System;

namespace EventNormalization.Storage;

/// <summary>Thrown when a store refuses an append as wrong: nothing of the batch is acknowledged.</summary>
/// <remarks>
/// The name of the append belongs to one of other content, or was closed. Both are errors of the caller
/// that chose the name, and repeating the call does not help; send the deliveries again under a new name.
/// </remarks>
public sealed class AppendMismatchException : Exception
{
    /// <summary>Says that an append was refused.</summary>
    public AppendMismatchException()
        : this("The store refused the append.")
    {
    }

    /// <summary>Says why an append was refused.</summary>
    /// <param name="message">What was found and what was expected.</param>
    public AppendMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Says why an append was refused, and how it was seen.</summary>
    /// <param name="message">What was found and what was expected.</param>
    /// <param name="innerException">How it was seen.</param>
    public AppendMismatchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
