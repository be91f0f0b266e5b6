using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Composition;

/// <summary>The rules that a host reads events by, or everything that is wrong with what it named.</summary>
internal sealed class HostSchemas
{
    private HostSchemas(EventIdentifier? identifier, IReadOnlyList<string> errors) =>
        (Identifier, Errors) = (identifier, errors);

    /// <summary>Reads events by the rules; <see langword="null"/> if there are errors.</summary>
    public EventIdentifier? Identifier { get; }

    /// <summary>What is wrong: where, what was found, what was expected.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Composes the rules; what is wrong is said, not thrown.</summary>
    public static HostSchemas Compose(ChosenSchema chosen, IReadOnlyList<AddedParser> parsers, HostFolder folder)
    {
        try
        {
            var errors = new List<string>();
            var set = chosen.Schemas ?? Load(chosen.Name, folder, errors);
            return set is null
                ? new HostSchemas(null, errors)
                : new HostSchemas(new EventIdentifier(WithParsers(set, parsers)), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new HostSchemas(null, [$"Schema: {exception.Message}"]);
        }
        catch (ArgumentException exception)
        {
            // A schema in code contradicts itself, or a parser does not fit it; the message says where.
            return new HostSchemas(null, [exception.Message]);
        }
    }

    private static SchemaSet? Load(string? name, HostFolder folder, List<string> errors)
    {
        if (name is null)
        {
            return new SchemaSet(EventSchema.Default);
        }

        var path = folder.PathOf(name);
        if (!File.Exists(path) && EventSchemas.Names.Contains(name))
        {
            return new SchemaSet(EventSchemas.Named(name));
        }

        if (!File.Exists(path))
        {
            errors.Add($"Schema: found '{name}', expected a file (there is none at {path}) or one of "
                + string.Join(", ", EventSchemas.Names) + ".");
            return null;
        }

        var result = EventSchemaFile.Load(path);
        errors.AddRange(result.Errors.Select(error => $"Schema: {path}: {error}"));
        return result.Schemas;
    }

    private static SchemaSet WithParsers(SchemaSet set, IReadOnlyList<AddedParser> parsers)
    {
        foreach (var parser in parsers)
        {
            var changed = set.Schemas.Select(named => (Named: named, With: parser.AddTo(named.Schema))).ToArray();
            if (changed.All(item => item.With is null))
            {
                throw new ArgumentException(
                    $"AddParser: found the field '{parser.Field}', expected one of "
                    + string.Join(", ", set.RecordFieldNames) + ".");
            }

            set = new SchemaSet(changed.Select(item => new NamedSchema
            {
                Name = item.Named.Name,
                When = item.Named.When,
                Schema = item.With ?? item.Named.Schema,
            }));
        }

        return set;
    }
}
