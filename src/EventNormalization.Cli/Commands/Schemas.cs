using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using EventNormalization.Cli.Input;
using EventNormalization.Normalization;

namespace EventNormalization.Cli.Commands;

/// <summary>The rules that events are read by.</summary>
internal static class Schemas
{
    public static Option<string?> Option() => new("--schema")
    {
        Description = "The file with the fields, aliases and profiles; without it the default schema is used.",
        HelpName = "FILE",
    };

    /// <summary>Reads the file that the user named; without one, the default schema.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    /// <exception cref="UsageException">The file is no schema.</exception>
    public static SchemaSet Load(string? path)
    {
        if (path is null)
        {
            return new SchemaSet(EventSchema.Default);
        }

        var result = Read(path);
        return result.Schemas ?? throw new UsageException(
            $"{path}: it is not a schema:", [.. result.Errors.Select(error => error.ToString())]);
    }

    private static SchemaFileResult Read(string path)
    {
        try
        {
            return EventSchemaFile.Load(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw InputFile.Unreadable(path, exception);
        }
    }
}
