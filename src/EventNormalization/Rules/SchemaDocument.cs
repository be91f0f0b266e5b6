using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;

namespace EventNormalization.Rules;

/// <summary>
/// A schema, or a set of schemas, as the canonical JSON (RFC 8785) that a store keeps beside its events.
/// </summary>
/// <remarks>
/// <para>It has the members of a schema file and one more, <c>library</c>: the versions of the library's own parts. A
/// parser in code is represented by its name and its version. Defaults are left out, and so is a client's profile that
/// equals the common one.</para>
/// <para>Law: schemas with the same meaning have the same text, whatever the order of their settings and the spelling
/// of names. Immutable and thread-safe.</para>
/// </remarks>
public sealed class SchemaDocument
{
    private readonly Lazy<byte[]> _significant;

    private SchemaDocument(JsonObject root)
    {
        Text = Encoding.UTF8.GetString(CanonicalRules.Write(root));
        _significant = new Lazy<byte[]>(() => SignificantRules.Write(CanonicalRules.Read(Text)!));
    }

    /// <summary>The canonical JSON.</summary>
    public string Text { get; }

    /// <summary>The rules that can change the id of an event; a fingerprint is their hash.</summary>
    internal ReadOnlySpan<byte> SignificantUtf8 => _significant.Value;

    /// <summary>The document of one schema, which reads everything.</summary>
    /// <param name="schema">The schema; it need not have been checked.</param>
    /// <returns>A document with one schema and without a name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    public static SchemaDocument Of(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Of(new SchemaSet(schema));
    }

    /// <summary>The document of schemas that share the reading among them.</summary>
    /// <param name="schemas">The schemas; they need not have been checked.</param>
    /// <returns>The document; of a set of one schema that reads everything, that of the schema.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schemas"/> is null.</exception>
    public static SchemaDocument Of(SchemaSet schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        return new SchemaDocument(SchemaSetDocument.Write(schemas));
    }

    /// <summary>The names of the fields that records have by the rules of a document.</summary>
    /// <param name="text">The text of a document, of whatever version of the library.</param>
    /// <returns>Each name once: those that every record may have, then the further ones.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static ImmutableArray<string> ReadFieldNames(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = CanonicalRules.Read(text) ?? [];
        var schemas = root["schemas"] is JsonObject set ? set.Select(named => named.Value) : [root];
        return
        [
            .. EventSchema.Default.AllFields().Select(field => field.Name)
                .Concat(schemas.SelectMany(
                    schema => (schema?["fields"] as JsonObject)?.Select(field => field.Key) ?? []))
                .Distinct(),
        ];
    }

    /// <summary>The canonical JSON.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
