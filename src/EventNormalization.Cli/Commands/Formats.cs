using System.CommandLine;
using System.CommandLine.Parsing;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Commands;

/// <summary>How the files hold their events.</summary>
internal static class Formats
{
    public static Option<InputFormat> Option()
    {
        var option = new Option<InputFormat>("--format")
        {
            Description = "ndjson, array, concatenated or failed (of \"failed export\"); default: seen.",
            HelpName = "FORMAT",
            CustomParser = Read,
        };
        option.CompletionSources.Add("ndjson", "array", "concatenated", "failed");
        return option;
    }

    private static InputFormat Read(ArgumentResult argument)
    {
        switch (argument.Tokens[0].Value)
        {
            case "ndjson":
                return InputFormat.Ndjson;
            case "array" or "concatenated":
                // Both are seen without being told.
                return InputFormat.Detect;
            case "failed":
                return InputFormat.Failed;
            default:
                argument.AddError(
                    $"--format: found \"{Visible.Escape(argument.Tokens[0].Value)}\", "
                    + "expected ndjson, array, concatenated or failed.");
                return InputFormat.Detect;
        }
    }
}
