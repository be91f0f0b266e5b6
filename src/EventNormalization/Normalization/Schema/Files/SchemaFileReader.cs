using System.Collections.Immutable;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>Reads the fields of a schema file and what goes for all of them.</summary>
internal static class SchemaFileReader
{
    /// <summary>Reads a whole file; what is wrong is noted in the node's errors.</summary>
    public static EventSchema Read(SchemaNode root)
    {
        var schema = EventSchema.Default;
        if (!root.IsObjectOf("$schema", "fields", "wrappers", "null_tokens", "limits", "profile", "profiles"))
        {
            return schema;
        }

        if (root.TryGet("fields", out var fields))
        {
            foreach (var (name, field) in fields.Members())
            {
                schema = ReadField(schema, name, field);
            }
        }

        if (root.TryGet("wrappers", out var wrappers))
        {
            schema = schema with { Wrappers = wrappers.Texts() };
        }

        if (root.TryGet("null_tokens", out var tokens))
        {
            schema = schema with { NullTokens = tokens.Texts() };
        }

        if (root.TryGet("limits", out var limits))
        {
            schema = schema with { Limits = ReadLimits(limits) };
        }

        return ReadProfiles(schema, root);
    }

    private static EventSchema ReadProfiles(EventSchema schema, SchemaNode root)
    {
        if (root.TryGet("profile", out var profile))
        {
            schema = schema with { DefaultProfile = ProfileFileReader.Read(profile, schema.DefaultProfile) };
        }

        if (!root.TryGet("profiles", out var profiles))
        {
            return schema;
        }

        return schema with
        {
            Profiles = schema.Profiles.SetItems(profiles.Members().Select(member =>
                new System.Collections.Generic.KeyValuePair<string, ClientProfile>(
                    member.Name, ProfileFileReader.Read(member.Value, schema.DefaultProfile)))),
        };
    }

    private static JsonLimits ReadLimits(SchemaNode node)
    {
        var limits = JsonLimits.Default;
        if (!node.IsObjectOf("bytes_max", "depth_max", "names_max"))
        {
            return limits;
        }

        return limits with
        {
            BytesMax = (node.TryGet("bytes_max", out var bytes) ? bytes.Integer(2, 1 << 30) : null) ?? limits.BytesMax,
            DepthMax = (node.TryGet("depth_max", out var depth) ? depth.Integer(1, 1_000) : null) ?? limits.DepthMax,
            NamesMax = (node.TryGet("names_max", out var names) ? names.Integer(1, 16_384) : null) ?? limits.NamesMax,
        };
    }

    private static EventSchema ReadField(EventSchema schema, string name, SchemaNode node)
    {
        switch (name)
        {
            case FieldNames.ClientId:
                return schema with { ClientId = ReadRecordField(schema.ClientId, node) };
            case FieldNames.Metric:
                return schema with { Metric = ReadRecordField(schema.Metric, node) };
            case FieldNames.Amount:
                return schema with { Amount = ReadRecordField(schema.Amount, node) };
            case FieldNames.Timestamp:
                return schema with { Timestamp = ReadRecordField(schema.Timestamp, node) };
            case FieldNames.Currency:
                return schema with { Currency = CurrencyFileReader.Read(schema.Currency, node) };
            case FieldNames.Key:
                var key = new FieldDefinition<string>(name, TextParser.Kept) { IsIdentity = true };
                return schema with { Key = ReadRecordField(key, node) };
            default:
                var field = ReadFurtherField(name, node);
                return field is null ? schema : schema with { FurtherFields = schema.FurtherFields.Add(field) };
        }
    }

    private static FieldDefinition<T> ReadRecordField<T>(FieldDefinition<T> field, SchemaNode node) =>
        node.IsObjectOf("aliases", "constant", "default", "identity") ? ReadNames(field, node) : field;

    private static FieldDefinition? ReadFurtherField(string name, SchemaNode node)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            node.Fail("a field needs a name");
            return null;
        }

        if (!node.IsObjectOf("type", "aliases", "constant", "default", "identity", "presence", "read_from"))
        {
            return null;
        }

        var type = node.TryGet("type", out var word) ? word.Text() : "text";
        switch (type)
        {
            case "text":
                return ReadFurther(new FieldDefinition<string>(name, TextParser.Kept), node);
            case "metric":
                return ReadFurther(new FieldDefinition<string>(name, TextParser.Metric), node);
            case "currency":
                return ReadFurther(new FieldDefinition<string>(name, new CurrencyOfAmountParser()), node);
            case "decimal":
                return ReadFurther(new FieldDefinition<decimal>(name, new AmountParser()), node);
            case "integer":
                return ReadFurther(new FieldDefinition<long>(name, new IntegerParser()), node);
            case "boolean":
                return ReadFurther(new FieldDefinition<bool>(name, new BooleanParser()), node);
            case "instant":
                return ReadFurther(new FieldDefinition<NodaTime.Instant>(name, new TimestampParser()), node);
            default:
                word.Expected("one of text, metric, currency, decimal, integer, boolean, instant");
                return null;
        }
    }

    private static FieldDefinition<T> ReadFurther<T>(FieldDefinition<T> field, SchemaNode node)
    {
        field = ReadNames(field, node) with
        {
            ReadFrom = node.TryGet("read_from", out var source) ? source.Text() : null,
        };
        return field with { Presence = ReadPresence(node) ?? FieldPresence.Required };
    }

    /// <summary>Whether events may lack the field, if the node says so.</summary>
    internal static FieldPresence? ReadPresence(SchemaNode node) => node.TryGet("presence", out var presence)
        ? presence.Word(("required", FieldPresence.Required), ("optional", FieldPresence.Optional))
        : null;

    /// <summary>Reads what all fields have.</summary>
    internal static FieldDefinition<T> ReadNames<T>(FieldDefinition<T> field, SchemaNode node) => field with
    {
        Aliases = node.TryGet("aliases", out var aliases) ? aliases.Texts() : field.Aliases,
        Constant = node.TryGet("constant", out var constant) ? constant.Text() : null,
        Default = node.TryGet("default", out var fallback) ? fallback.Text() : null,
        IsIdentity = (node.TryGet("identity", out var identity) ? identity.Truth() : null) ?? field.IsIdentity,
    };
}
