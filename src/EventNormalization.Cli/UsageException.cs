using System;
using System.Collections.Generic;

namespace EventNormalization.Cli;

/// <summary>Ends a command because its arguments make no sense.</summary>
internal sealed class UsageException(string message, IReadOnlyList<string>? details = null) : Exception(message)
{
    /// <summary>Details beyond the message, one on each line.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];
}
