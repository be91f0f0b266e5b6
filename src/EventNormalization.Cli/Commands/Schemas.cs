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
        Description = "A file with the fields, aliases and profiles, or the name of a schema that the tool brings: "
            + string.Join(", ", EventSchemas.Names) + ". Without it the default schema is used.",
        HelpName = "FILE|NAME",
    };

    /// <summary>Reads the file or the schema that the user named; without one, the default schema.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    /// <exception cref="UsageException">The file is no schema, or the name is none.</exception>
    public static SchemaSet Load(string? path)
    {
        if (path is null)
        {
            return new SchemaSet(EventSchema.Default);
        }

        if (!IsFile(path))
        {
            return EventSchemas.Names.Contains(path)
                ? new SchemaSet(EventSchemas.Named(path))
                : throw new UsageException(
                    $"{path}: there is no such file, and the tool brings no schema of this name; it brings "
                    + string.Join(", ", EventSchemas.Names) + ".");
        }

        var result = Read(path);
        return result.Schemas ?? throw new UsageException(
            $"{path}: it is not a schema:", [.. result.Errors.Select(error => error.ToString())]);
    }

    /// <summary>Whether a file is meant: it exists, or the name can only be that of a file.</summary>
    private static bool IsFile(string path) => File.Exists(path) || path.AsSpan().IndexOfAny(@"/\.") >= 0;

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
