using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EventNormalization.Rules;

/// <summary>The path of a setting in a document of rules, and its schema.</summary>
internal readonly record struct RulePath(string Path, ImmutableArray<string> Names)
{
    private static readonly JsonObject Defaults = SchemaSetDocument.WriteDefaults();

    public static RulePath Root => new("$", []);

    /// <summary>The schema of a set that it stands in; null in a document of one schema.</summary>
    public string? Schema { get; private init; }

    /// <summary>Whether this is something that exists or not, rather than a setting with a default.</summary>
    public bool IsThing => Names is ["fields", var name] ? !FieldDocument.IsOfRecord(name)
        : Names is ["profiles", _] or ["profile" or "profiles", .., "sign_from"] or ["schemas"] or ["schemas", _];

    /// <summary>The path of a member; the path of a schema of a set starts at its root.</summary>
    public RulePath Inside(string name)
    {
        var path = RuleMessages.Inside(Path, name);
        return Names is ["schemas", var schema]
            ? new(path, [name]) { Schema = schema }
            : new(path, Names.Add(name)) { Schema = Schema };
    }

    /// <summary>The default value of the setting; null if it has none.</summary>
    /// <param name="schema">The schema of the document, whose common profile other profiles vary.</param>
    public JsonNode? DefaultIn(JsonObject schema) => Names switch
    {
        ["fields", var name, var setting] => FieldDefault(name)[setting],
        ["profiles", _, .. var settings] when !settings.IsEmpty =>
            Find(schema["profile"], settings) ?? Find(Defaults["profile"], settings),
        _ => Find(Defaults, Names),
    };

    private static JsonObject FieldDefault(string name) =>
        Defaults["fields"]![name] as JsonObject ?? FieldDocument.WriteAll(FieldDocument.DefaultOf(name));

    private static JsonNode? Find(JsonNode? node, ImmutableArray<string> names)
    {
        foreach (var name in names)
        {
            node = node is JsonObject owner && owner.TryGetPropertyValue(name, out var inside) ? inside : null;
        }

        return node;
    }
}
