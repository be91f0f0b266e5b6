using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;

namespace EventNormalization.Rules;

/// <summary>The rules of a document that can change the id of an event.</summary>
/// <remarks>
/// <para>Law: schemas whose significant rules are equal give every event that both read the same id. Only what is known
/// to have no effect is left out, so a member of another version of the library is kept.</para>
/// <para>Left out are limits and plausible ranges, optional further fields outside the identity that no other field
/// reads from, with all that profiles say of them, and versions that are not since when the rules are the same.</para>
/// </remarks>
internal static class SignificantRules
{
    // A member that is not among these is of another version of the library, and may mean anything.
    private static readonly string[] Limits = ["bytes_max", "depth_max", "names_max", "records_max"];
    private static readonly string[] Range = ["earliest", "latest", "ahead_seconds"];
    private static readonly string[] ByField = ["aliases", "defaults", "parsers"];
    private static readonly string[] OfField =
    [
        "aliases", "weak_aliases", "choose", "constant", "default", "from", "case", "zone_from", "join", "presence",
        "other", "type", "read_from", "parser",
    ];

    /// <summary>The canonical text of the significant rules; names of schemas are not among them.</summary>
    public static byte[] Write(JsonObject document)
    {
        var root = Of(document);
        if (root["schemas"] is JsonObject schemas)
        {
            var texts = schemas.Select(pair => pair.Value is null ? "null" : TextOf(pair.Value));
            root["schemas"] = RuleTexts.ArrayOf(texts.Order(StringComparer.Ordinal));
        }

        return CanonicalRules.Write(root);
    }

    /// <summary>The significant rules of a document, which is not changed.</summary>
    public static JsonObject Of(JsonObject document)
    {
        var root = (JsonObject)document.DeepClone();
        if (root["library"] is JsonObject library)
        {
            foreach (var part in library.Select(pair => pair.Value).OfType<JsonObject>())
            {
                part.Remove("version");
            }
        }

        Reduce(root);
        var schemas = root["schemas"] as JsonObject ?? new JsonObject();
        foreach (var schema in schemas.Select(pair => pair.Value).OfType<JsonObject>())
        {
            Reduce(schema);
        }

        return root;
    }

    private static string TextOf(JsonNode schema) =>
        System.Text.Encoding.UTF8.GetString(CanonicalRules.Write(schema));

    private static void Reduce(JsonObject schema)
    {
        RemoveFrom(schema, "limits", Limits);
        var fields = schema["fields"] as JsonObject ?? new JsonObject();
        var neutral = FindNeutral(fields);
        foreach (var name in neutral)
        {
            fields.Remove(name);
        }

        RemoveVersions(fields);
        var common = schema["profile"] as JsonObject ?? new JsonObject();
        ReduceProfile(common, neutral);
        var profiles = schema["profiles"] as JsonObject ?? new JsonObject();
        foreach (var profile in profiles.Select(pair => pair.Value).OfType<JsonObject>())
        {
            ReduceProfile(profile, neutral);
            RemoveShared(profile, common);
        }

        foreach (var client in profiles.Where(pair => IsEmpty(pair.Value)).Select(pair => pair.Key).ToList())
        {
            profiles.Remove(client);
        }

        RemoveShared(common, new JsonObject());
        foreach (var name in (string[])["fields", "profile", "profiles"])
        {
            RemoveIfEmpty(schema, name);
        }
    }

    /// <summary>
    /// The further fields that an event may lack, outside the identity, that no other field reads from.
    /// </summary>
    private static List<string> FindNeutral(JsonObject fields)
    {
        var neutral = fields.Where(pair => IsOptionalOutside(pair.Key, pair.Value)).Select(pair => pair.Key).ToList();
        while (true)
        {
            var sources = fields.Where(pair => !neutral.Contains(pair.Key))
                .Select(pair => TextOf(pair.Value, "read_from")).ToHashSet();
            if (neutral.RemoveAll(sources.Contains) == 0)
            {
                return neutral;
            }
        }
    }

    private static bool IsOptionalOutside(string name, JsonNode? field) =>
        name != FieldNames.Key && !FieldDocument.IsOfRecord(name)
        && TextOf(field, "presence") == "optional" && ((JsonObject)field!).All(pair => OfField.Contains(pair.Key));

    private static string? TextOf(JsonNode? node, string member) =>
        node is JsonObject owner && owner[member] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : null;

    private static void ReduceProfile(JsonObject profile, List<string> neutral)
    {
        RemoveFrom(profile, "plausible", Range);
        foreach (var map in ByField.Select(name => profile[name]).OfType<JsonObject>())
        {
            foreach (var name in neutral)
            {
                map.Remove(name);
            }
        }

        foreach (var parser in (profile["parsers"] as JsonObject ?? new JsonObject()).Select(pair => pair.Value))
        {
            (parser as JsonObject)?.Remove("versions");
        }
    }

    /// <summary>Removes what a profile says by field as the common one does; what it does not say it shares.</summary>
    private static void RemoveShared(JsonObject profile, JsonObject common)
    {
        foreach (var name in ByField)
        {
            if (profile.TryGetPropertyValue(name, out var map)
                && JsonNode.DeepEquals(map ?? new JsonObject(), common[name] ?? new JsonObject()))
            {
                profile.Remove(name);
            }
        }
    }

    private static void RemoveVersions(JsonObject fields)
    {
        foreach (var field in fields.Select(pair => pair.Value).OfType<JsonObject>())
        {
            (field["parser"] as JsonObject)?.Remove("versions");
        }
    }

    private static void RemoveFrom(JsonObject owner, string name, string[] members)
    {
        if (owner[name] is JsonObject group)
        {
            foreach (var member in members)
            {
                group.Remove(member);
            }

            RemoveIfEmpty(owner, name);
        }
    }

    private static bool IsEmpty(JsonNode? node) => node is JsonObject { Count: 0 };

    private static void RemoveIfEmpty(JsonObject owner, string name)
    {
        if (IsEmpty(owner[name]))
        {
            owner.Remove(name);
        }
    }
}
