using System;

namespace EventNormalization.Storage;

/// <summary>Thrown when what a store reads back is not what was written; damaged data is never returned.</summary>
public sealed class StoreCorruptedException : Exception
{
    /// <summary>Says that something stored is damaged.</summary>
    public StoreCorruptedException()
        : this("The store's content is damaged.")
    {
    }

    /// <summary>Says what is damaged.</summary>
    /// <param name="message">Where the damage is, in one sentence.</param>
    public StoreCorruptedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is damaged and how it was seen.</summary>
    /// <param name="message">Where the damage is, in one sentence.</param>
    /// <param name="innerException">What was thrown while reading; <see langword="null"/> if nothing was.</param>
    public StoreCorruptedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
