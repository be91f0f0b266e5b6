using System;
using System.Collections.Generic;

namespace EventNormalization.Cli;

/// <summary>Ends a command because what the caller asked for makes no sense.</summary>
internal sealed class UsageException(string message, IReadOnlyList<string>? details = null) : Exception(message)
{
    /// <summary>What there is to say beyond the message, each on a line of its own.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];
}
