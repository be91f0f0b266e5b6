using System.Text.Json.Nodes;
using EventNormalization.Envelopes;
using EventNormalization.Normalization;
using EventNormalization.Text;

namespace EventNormalization.Rules;

/// <summary>Schemas as JSON, with the members of a schema file.</summary>
internal static class SchemaSetDocument
{
    /// <summary>The document of a set, with the versions of the library.</summary>
    public static JsonObject Write(SchemaSet schemas)
    {
        var root = new JsonObject();
        if (schemas.IsSingle)
        {
            WriteSchema(root, schemas.Schemas[0].Schema);
        }
        else
        {
            var all = new JsonObject();
            foreach (var named in schemas.Schemas)
            {
                var document = new JsonObject { ["when"] = WriteWhen(named.When) };
                WriteSchema(document, named.Schema);
                all[named.Name] = document;
            }

            root["schemas"] = all;
        }

        root["library"] = WriteLibrary();
        return root;
    }

    /// <summary>All that the default schema says: what a member means that a document leaves out.</summary>
    public static JsonObject WriteDefaults()
    {
        var schema = EventSchema.Default;
        var fields = new JsonObject();
        foreach (var field in schema.AllFields())
        {
            fields[field.Name] = FieldDocument.WriteAll(field);
        }

        return new JsonObject
        {
            ["fields"] = fields,
            ["wrappers"] = RuleTexts.ArrayOf(RuleTexts.Names(schema.Wrappers)),
            ["subjects"] = RuleTexts.ArrayOf(RuleTexts.Names(schema.Subjects)),
            ["null_tokens"] = RuleTexts.ArrayOf(RuleTexts.Tokens(schema.NullTokens)),
            ["limits"] = WriteLimits(schema.Limits),
            ["profile"] = new ProfileDocument(schema).WriteAll(schema.DefaultProfile),
        };
    }

    private static JsonObject WriteLibrary() => new()
    {
        ["reader"] = new JsonObject
        {
            ["since"] = LibraryRules.ReaderSameRulesSince,
            ["version"] = LibraryRules.ReaderVersion,
        },
        ["unicode"] = new JsonObject
        {
            ["since"] = LibraryRules.UnicodeSameRulesSince,
            ["version"] = LibraryRules.UnicodeVersion,
        },
    };

    private static JsonObject WriteWhen(SchemaCondition when)
    {
        var document = new JsonObject();
        if (when.Has is not null)
        {
            document["has"] = FoldedName.OfPath(when.Has);
        }

        if (when.Source is not null)
        {
            document["source"] = when.Source;
        }

        if (!when.Context.IsEmpty)
        {
            document["context"] = RuleTexts.ObjectOf(when.Context);
        }

        return document;
    }

    private static void WriteSchema(JsonObject document, EventSchema schema)
    {
        var defaults = EventSchema.Default;
        WriteFields(document, schema);
        WriteEnvelope(document, schema.Envelope);
        WriteNames(document, "wrappers", RuleTexts.ArrayOf(RuleTexts.Names(schema.Wrappers)));
        WriteNames(document, "subjects", RuleTexts.ArrayOf(RuleTexts.Names(schema.Subjects)));
        WriteNames(document, "null_tokens", RuleTexts.ArrayOf(RuleTexts.Tokens(schema.NullTokens)));
        AddUnlessEmpty(
            document, "limits", FieldDocument.Differences(WriteLimits(schema.Limits), WriteLimits(defaults.Limits)));
        var profiles = new ProfileDocument(schema);
        AddUnlessEmpty(document, "profile", profiles.Write(schema.DefaultProfile, ClientProfile.Default));
        var clients = new JsonObject();
        var faults = new SchemaErrors();
        foreach (var (client, profile) in schema.Profiles)
        {
            AddUnlessEmpty(
                clients,
                ProfileKey.Read(schema, client, faults) ?? client,
                profiles.Write(profile, schema.DefaultProfile));
        }

        AddUnlessEmpty(document, "profiles", clients);
    }

    private static void WriteFields(JsonObject document, EventSchema schema)
    {
        var fields = new JsonObject();
        foreach (var field in schema.AllFields())
        {
            var differences = FieldDocument.Write(field);
            if (differences.Count > 0 || !FieldDocument.IsOfRecord(field.Name))
            {
                fields[field.Name] = differences;
            }
        }

        AddUnlessEmpty(document, "fields", fields);
    }

    private static void WriteEnvelope(JsonObject document, EnvelopeRules rules)
    {
        AddUnlessEmpty(document, "records", RuleTexts.ArrayOf(RuleTexts.Names(rules.Records)));
        AddUnlessEmpty(document, "spread", RuleTexts.ArrayOf(RuleTexts.Names(rules.Spread)));
        if (rules.Inherit is { } inherit)
        {
            document["inherit"] = RuleTexts.ArrayOf(RuleTexts.Names(inherit));
        }

        var decode = new JsonObject();
        foreach (var (path, encoding) in rules.Decode)
        {
            decode[FoldedName.OfPath(path)] = RuleTexts.Word(encoding);
        }

        AddUnlessEmpty(document, "decode", decode);
    }

    private static JsonObject WriteLimits(JsonLimits limits) => new()
    {
        ["bytes_max"] = limits.BytesMax,
        ["depth_max"] = limits.DepthMax,
        ["names_max"] = limits.NamesMax,
        ["records_max"] = limits.RecordsMax,
    };

    private static void WriteNames(JsonObject document, string name, JsonArray names)
    {
        if (!JsonNode.DeepEquals(names, Defaults[name]))
        {
            document[name] = names;
        }
    }

    private static void AddUnlessEmpty(JsonObject document, string name, JsonNode value)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            document[name] = value;
        }
    }

    private static readonly JsonObject Defaults = WriteDefaults();
}
