using System;

namespace EventNormalization.Cli;

/// <summary>Ends a command with a message that a person can act on.</summary>
internal sealed class ToolException(string message, Exception? cause = null) : Exception(message, cause);
