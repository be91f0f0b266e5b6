using System.Collections.Immutable;
using System.CommandLine;
using System.Linq;
using EventNormalization.Cli.Input;
using EventNormalization.Cli.Output;

namespace EventNormalization.Cli.Commands;

/// <summary>How the files hold their events.</summary>
internal static class Formats
{
    /// <summary>
    /// Arrays and values one after the other are seen where they stand; their names say no more than that.
    /// </summary>
    private static readonly ImmutableArray<(string Name, InputFormat Format)> OfEvents =
    [
        ("ndjson", InputFormat.Ndjson), ("array", InputFormat.Detect), ("concatenated", InputFormat.Detect),
    ];

    /// <summary>Of a command that reads events.</summary>
    public static Option<InputFormat> Option() =>
        Create("ndjson (a line is an event), array or concatenated (both seen without it).", OfEvents);

    /// <summary>Of a command that also takes what <c>failed export</c> writes.</summary>
    public static Option<InputFormat> OptionWithFailed() => Create(
        "ndjson (a line is an event), failed (of \"failed export\"), array or concatenated (both seen without it).",
        OfEvents.Add(("failed", InputFormat.Failed)));

    private static Option<InputFormat> Create(
        string description, ImmutableArray<(string Name, InputFormat Format)> formats)
    {
        string[] names = [.. formats.Select(format => format.Name)];
        var option = new Option<InputFormat>("--format")
        {
            Description = description,
            HelpName = "FORMAT",
            CustomParser = argument =>
            {
                var found = argument.Tokens[0].Value;
                if (formats.FirstOrDefault(format => format.Name == found) is { Name: not null } known)
                {
                    return known.Format;
                }

                argument.AddError($"--format: found \"{TerminalText.Escape(found)}\", "
                    + $"expected {string.Join(", ", names[..^1])} or {names[^1]}.");
                return InputFormat.Detect;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }
}
