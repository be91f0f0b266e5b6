using System;
using System.Diagnostics;

namespace EventNormalization.Storage.Authoring;

/// <summary>Why a working store refuses an append: the append itself is wrong.</summary>
/// <remarks>The content of this append was never applied under its name.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AppendError
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="kind">Whether the name was void or of other content.</param>
    /// <param name="message">What was found and what was expected, in a sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not known.</exception>
    /// <exception cref="ArgumentException"><paramref name="message"/> is null or empty.</exception>
    public AppendError(AppendErrorKind kind, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        Kind = EnumGuard.Checked(kind);
        Message = message;
    }

    /// <summary>What is wrong, as an enum.</summary>
    public AppendErrorKind Kind { get; }

    /// <summary>What was found and what was expected, in a sentence.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Kind + ": " + Message;
}
