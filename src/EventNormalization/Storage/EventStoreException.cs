using System;

namespace EventNormalization.Storage;

/// <summary>
/// Thrown by stores that fail, with what is known about the step. After any other exception, nothing is known.
/// </summary>
public sealed class EventStoreException : Exception
{
    /// <summary>Says that a store failed, and that it is unknown whether the step was applied.</summary>
    public EventStoreException()
        : this("The store failed.")
    {
    }

    /// <summary>Says why a store failed, and that it is unknown whether the step was applied.</summary>
    /// <param name="message">Where, what was found and what was expected.</param>
    public EventStoreException(string message)
        : this(message, null)
    {
    }

    /// <summary>Says why a store failed, and that it is unknown whether the step was applied.</summary>
    /// <param name="message">Where, what was found and what was expected.</param>
    /// <param name="innerException">How it was seen.</param>
    public EventStoreException(string message, Exception? innerException)
        : base(message, innerException) => Kind = StoreFailureKind.Unknown;

    /// <summary>Says why a store failed, and what is known of the step.</summary>
    /// <param name="kind">What is known.</param>
    /// <param name="message">Where, what was found and what was expected.</param>
    /// <param name="innerException">How it was seen.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not known.</exception>
    public EventStoreException(StoreFailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = EnumGuard.Checked(kind);

    /// <summary>What is known of the step.</summary>
    public StoreFailureKind Kind { get; }
}
