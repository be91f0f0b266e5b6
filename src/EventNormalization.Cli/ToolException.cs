using System;

namespace EventNormalization.Cli;

/// <summary>Ends a command with a message that the user can act on.</summary>
internal sealed class ToolException(string message, Exception? cause = null) : Exception(message, cause);
