using System;

namespace EventNormalization.Storage;

/// <summary>Why a working store refuses an append: the append itself is wrong.</summary>
/// <remarks>The content of this append was never applied under its name.</remarks>
public sealed class AppendFault
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="kind">What is wrong, as an enum.</param>
    /// <param name="message">What was found and what was expected, in a sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not known.</exception>
    public AppendFault(AppendFaultKind kind, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        Kind = KnownEnum.Of(kind);
        Message = message;
    }

    /// <summary>What is wrong, as an enum.</summary>
    public AppendFaultKind Kind { get; }

    /// <summary>What was found and what was expected, in a sentence.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Kind + ": " + Message;
}
