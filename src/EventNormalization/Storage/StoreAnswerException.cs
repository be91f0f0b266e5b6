using System;

namespace EventNormalization.Storage;

/// <summary>Thrown when a store's answer does not match the question: nothing is acknowledged.</summary>
/// <remarks>
/// The store answered for another number of events, or for other events, or with null. What it stored is unknown, so
/// send the deliveries again; those that were stored are then duplicates. It is a defect of the store, or of a caller
/// that gave two appends the same <see cref="AppendId"/>.
/// </remarks>
public sealed class StoreAnswerException : Exception
{
    /// <summary>Says that an answer does not fit.</summary>
    public StoreAnswerException()
        : this("The store's answer does not fit what it was asked.")
    {
    }

    /// <summary>Says what was asked and what was answered.</summary>
    /// <param name="message">Question and answer, in one sentence.</param>
    public StoreAnswerException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was asked, what was answered and how it was seen.</summary>
    /// <param name="message">Question and answer, in one sentence.</param>
    /// <param name="innerException">What was thrown while checking; <see langword="null"/> if nothing was.</param>
    public StoreAnswerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
