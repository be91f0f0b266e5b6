namespace EventNormalization.Cli.Tests;

/// <summary>What a run of the tool came to.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
