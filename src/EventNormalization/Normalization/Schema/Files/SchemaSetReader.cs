using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.Json;

namespace EventNormalization.Normalization;

/// <summary>Reads the schemas of a file, and when each one reads a delivery.</summary>
internal static class SchemaSetReader
{
    /// <summary>Reads a whole file; what is wrong is noted in the node's errors.</summary>
    public static List<NamedSchema> Read(SchemaNode root)
    {
        if (root.Element.ValueKind != JsonValueKind.Object || !root.TryGet("schemas", out var schemas))
        {
            return [new NamedSchema { Name = "schema", Schema = SchemaFileReader.Read(root) }];
        }

        var all = new List<NamedSchema>();
        if (root.IsObjectOf("$schema", "schemas"))
        {
            foreach (var (name, schema) in schemas.Members())
            {
                all.Add(new NamedSchema
                {
                    Name = name,
                    Schema = SchemaFileReader.ReadOfSet(schema),
                    When = schema.TryGet("when", out var when) ? ReadWhen(when) : SchemaCondition.Always,
                });
            }
        }

        return all;
    }

    private static SchemaCondition ReadWhen(SchemaNode node)
    {
        if (!node.IsObjectOf("has", "context", "source"))
        {
            return SchemaCondition.Always;
        }

        var when = SchemaCondition.Always with
        {
            Has = node.TryGet("has", out var has) ? ReadPath(has) : null,
            Source = node.TryGet("source", out var source) ? source.Text() : null,
        };
        return node.TryGet("context", out var context) ? when with { Context = ReadContext(context) } : when;
    }

    private static string? ReadPath(SchemaNode node)
    {
        var path = node.Text();
        if (path is not null && AliasPath.FindError(path) is { } fault)
        {
            node.Expected(fault);
        }

        return path;
    }

    private static ImmutableSortedDictionary<string, string> ReadContext(SchemaNode node)
    {
        var texts = SchemaCondition.Always.Context;
        if (node.Element.ValueKind == JsonValueKind.String)
        {
            // The name alone: any text of that name will do.
            return texts.SetItem(node.Text()!, "");
        }

        foreach (var (name, value) in node.Members())
        {
            if (value.Text() is { } text)
            {
                texts = texts.SetItem(name, text);
            }
        }

        return texts;
    }
}
