namespace EventNormalization.Normalization;

/// <summary>The client ids by which a schema names its profiles.</summary>
internal static class ProfileKey
{
    /// <summary>The client id as it is stored, or null if no client can have it, which is noted.</summary>
    public static string? Read(EventSchema schema, string key, SchemaErrors faults)
    {
        if (!SettingName.IsUnicode(key))
        {
            faults.Add(
                "$.profiles", $"found {SettingName.Quote(key)}, expected a text without half of a surrogate pair");
            return null;
        }

        // What a host's own parser makes of an id need not be something that it reads again.
        if (schema.ClientId.Parser is not TextParser)
        {
            return SettingText.FindRefused(key, keepCase: true, out var canonical) is null ? canonical : key;
        }

        var result = SubstituteText.Read(schema.ClientId, schema.DefaultProfile, key);
        if (result.IsSuccess)
        {
            return result.Value.AsText();
        }

        faults.Add("$.profiles." + key, $"is no client's id; expected {result.Failure.Expected}");
        return null;
    }
}
