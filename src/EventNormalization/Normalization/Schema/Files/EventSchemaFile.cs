using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EventNormalization.Normalization;

/// <summary>Reads schemas from JSON files, whose form <c>docs/schema.md</c> describes.</summary>
/// <remarks>What a file does not mention is as in <see cref="EventSchema.Default"/>. Thread-safe.</remarks>
public static class EventSchemaFile
{
    private const int BytesMax = 1 << 26;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <param name="path">A file of JSON, relative to the current directory.</param>
    /// <returns>The schema, or every error with its path; a file that is too long is such an error.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static SchemaFileResult Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var length = new FileInfo(path).Length;
        return length > BytesMax
            ? Failed("$", $"the file has {length} bytes, more than the {BytesMax} that are read")
            : Read(File.ReadAllBytes(path));
    }

    /// <summary>Reads a schema from JSON; comments and trailing commas are allowed, a BOM is passed over.</summary>
    /// <param name="utf8Json">One JSON document in UTF-8; not kept.</param>
    /// <returns>The schema, or every error with its path. Bad input is never thrown.</returns>
    public static SchemaFileResult Read(ReadOnlyMemory<byte> utf8Json)
    {
        var text = utf8Json.Span.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // So it says that it cannot compare a name with others, which it does before there are paths.
            return Failed("$", "has a name with half of a surrogate pair");
        }
        catch (JsonException exception)
        {
            // The framework's reader says by exception alone that a text is not JSON.
            return Failed("$", "not JSON: " + exception.Message);
        }
    }

    private static SchemaFileResult Read(JsonElement root)
    {
        var errors = new List<SchemaFileError>();
        var schemas = SchemaSetReader.Read(new SchemaNode(root, "$", null, errors));
        if (errors.Count > 0)
        {
            return new SchemaFileResult { Errors = errors };
        }

        return Check(schemas);
    }

    private static SchemaFileResult Check(List<NamedSchema> schemas)
    {
        var faults = new List<SchemaFileError>();
        foreach (var named in schemas)
        {
            var at = schemas is [{ When.IsAlways: true }] ? "$" : "$.schemas." + named.Name;
            faults.AddRange(named.Schema.FindErrors().Select(
                fault => new SchemaFileError { Path = at + fault.Path[1..], Reason = fault.Reason }));
        }

        if (faults.Count > 0)
        {
            return new SchemaFileResult { Errors = faults };
        }

        try
        {
            var set = new SchemaSet(schemas);
            return new SchemaFileResult
            {
                Schemas = set,
                Schema = schemas is [var only] ? only.Schema : null,
                Errors = [],
            };
        }
        catch (ArgumentException exception)
        {
            // A set that contradicts itself is an exception for code and an error for a file.
            return Failed("$", exception.Message);
        }
    }

    private static SchemaFileResult Failed(string path, string reason) =>
        new() { Errors = [new SchemaFileError { Path = path, Reason = reason }] };
}
