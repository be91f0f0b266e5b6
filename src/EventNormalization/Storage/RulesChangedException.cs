using System;

namespace EventNormalization.Storage;

/// <summary>Thrown when a store is opened with other rules than those that wrote it.</summary>
/// <remarks>
/// An event delivered before and after a change of rules may get two ids and be counted twice. Open the store with its
/// own rules, or accept the change.
/// </remarks>
public sealed class RulesChangedException : Exception
{
    /// <summary>Says that the rules differ.</summary>
    public RulesChangedException()
        : this("The store was written by other rules.")
    {
    }

    /// <summary>Says how the rules differ.</summary>
    public RulesChangedException(string message)
        : base(message)
    {
    }

    /// <summary>Says how the rules differ and how it was seen.</summary>
    public RulesChangedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
