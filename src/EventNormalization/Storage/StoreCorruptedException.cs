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
    public StoreCorruptedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is damaged and how it was seen.</summary>
    public StoreCorruptedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
