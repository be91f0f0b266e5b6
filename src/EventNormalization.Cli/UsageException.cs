using System;

namespace EventNormalization.Cli;

/// <summary>Ends a command because what the caller asked for makes no sense.</summary>
internal sealed class UsageException(string message) : Exception(message);
