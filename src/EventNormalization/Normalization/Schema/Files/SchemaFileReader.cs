namespace EventNormalization.Normalization;

/// <summary>Reads the fields of a schema file and what goes for all of them.</summary>
internal static class SchemaFileReader
{
    private static readonly string[] Names =
        ["fields", "wrappers", "subjects", "null_tokens", "limits", "profile", "profiles", .. EnvelopeFileReader.Names];

    /// <summary>Reads a whole file; what is wrong is noted in the node's errors.</summary>
    public static EventSchema Read(SchemaNode root) =>
        root.IsObjectOf(["$schema", .. Names, "schemas"]) ? ReadSchema(root) : EventSchema.Default;

    /// <summary>Reads one schema of a set.</summary>
    public static EventSchema ReadOfSet(SchemaNode root) =>
        root.IsObjectOf(["when", .. Names]) ? ReadSchema(root) : EventSchema.Default;

    private static EventSchema ReadSchema(SchemaNode root)
    {
        var schema = EventSchema.Default with { Envelope = EnvelopeFileReader.Read(root) };

        if (root.TryGet("fields", out var fields))
        {
            foreach (var (name, field) in fields.Members())
            {
                schema = FieldFileReader.Read(schema, name, field);
            }
        }

        if (root.TryGet("wrappers", out var wrappers))
        {
            schema = schema with { Wrappers = wrappers.Texts() };
        }

        if (root.TryGet("subjects", out var subjects))
        {
            schema = schema with { Subjects = subjects.Texts() };
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

        var read = schema.Profiles.ToBuilder();
        var reader = new ClientProfilesReader(schema.DefaultProfile);
        foreach (var (client, node) in profiles.Members())
        {
            read[client] = reader.Read(node);
        }

        return schema with { Profiles = read.ToImmutable() };
    }

    private static JsonLimits ReadLimits(SchemaNode node)
    {
        var limits = JsonLimits.Default;
        if (!node.IsObjectOf("bytes_max", "depth_max", "names_max", "records_max"))
        {
            return limits;
        }

        return limits with
        {
            BytesMax = (node.TryGet("bytes_max", out var bytes) ? bytes.Integer(2, 1 << 30) : null) ?? limits.BytesMax,
            DepthMax = (node.TryGet("depth_max", out var depth) ? depth.Integer(1, 1_000) : null) ?? limits.DepthMax,
            RecordsMax = (node.TryGet("records_max", out var records) ? records.Integer(1, 10_000_000) : null)
                ?? limits.RecordsMax,
            NamesMax = (node.TryGet("names_max", out var names) ? names.Integer(1, 16_384) : null) ?? limits.NamesMax,
        };
    }
}
