using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>What a schema must not contradict itself in.</summary>
internal static class SchemaRules
{
    private static readonly string[] RecordNames =
        [FieldNames.ClientId, FieldNames.Metric, FieldNames.Amount, FieldNames.Timestamp];

    /// <summary>Checks names, roles and references.</summary>
    /// <exception cref="ArgumentException">Something is contradictory; the message says what.</exception>
    public static void Check(EventSchema schema, ImmutableArray<FieldDefinition> fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            Require(names.Add(fields[i].Name), $"The schema has two fields named '{fields[i].Name}'.");
            Require(i >= 4 || fields[i].Name == RecordNames[i], $"The field '{fields[i].Name}' must be named '{RecordNames[Math.Min(i, 3)]}'.");
            Require(i >= 4 || fields[i].Presence == FieldPresence.Required, $"The field '{fields[i].Name}' cannot be optional.");
        }

        Require(schema.Timestamp.IsIdentity, "The field 'timestamp' must be an identity field.");
        Require(
            schema.Key is null or { Name: FieldNames.Key, IsIdentity: true },
            $"The key field must be named '{FieldNames.Key}' and be an identity field.");
        CheckReferences(schema, fields, names);
    }

    private static void CheckReferences(
        EventSchema schema, ImmutableArray<FieldDefinition> fields, HashSet<string> names)
    {
        foreach (var field in fields)
        {
            Require(
                field.ReadFrom is null || (names.Contains(field.ReadFrom) && field.ReadFrom != field.Name),
                $"The field '{field.Name}' reads from '{field.ReadFrom}', which is no other field of the schema.");
        }

        foreach (var (client, profile) in schema.Profiles.Add("(default)", schema.DefaultProfile))
        {
            AmountRulesCheck.Require(profile.Amount, $"The profile '{client}'");
            foreach (var name in profile.Aliases.Keys)
            {
                Require(names.Contains(name), $"The profile '{client}' has aliases of '{name}', which is no field of the schema.");
            }

            foreach (var name in profile.Defaults.Keys)
            {
                Require(names.Contains(name), $"The profile '{client}' has a default of '{name}', which is no field of the schema.");
            }
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
