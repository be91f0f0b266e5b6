using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace EventNormalization.Normalization;

/// <summary>What a schema must not contradict itself in.</summary>
internal static class SchemaRules
{
    private static readonly string[] RecordNames =
        [FieldNames.ClientId, FieldNames.Metric, FieldNames.Amount, FieldNames.Timestamp, FieldNames.Currency];

    // Those before the currency, which an event may lack.
    private static readonly int RequiredCount = RecordNames.Length - 1;

    /// <summary>Checks names, roles and references.</summary>
    /// <exception cref="ArgumentException">Something is contradictory; the message says what.</exception>
    public static void Check(EventSchema schema, ImmutableArray<FieldDefinition> fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            Require(names.Add(fields[i].Name), TwoFields(fields[i].Name));
            Require(
                i >= RecordNames.Length || fields[i].Name == RecordNames[i],
                $"The field '{fields[i].Name}' must be named '{RecordNames[Math.Min(i, RecordNames.Length - 1)]}'.");
            Require(
                i >= RequiredCount || fields[i].Presence == FieldPresence.Required,
                $"The field '{fields[i].Name}' cannot be optional.");
        }

        Require(schema.Timestamp.IsIdentity, "The field 'timestamp' must be an identity field.");
        Require(
            schema.Key is null or { Name: FieldNames.Key, IsIdentity: true },
            $"The key field must be named '{FieldNames.Key}' and be an identity field.");
        Require(
            schema.Currency.ReadFrom is null,
            "The field 'currency' reads the mark beside the amount by itself: it reads from no other field.");
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

    private static string TwoFields(string name) => name == FieldNames.Currency
        ? "The field 'currency' is a field of every schema: set EventSchema.Currency instead of a further field."
        : $"The schema has two fields named '{name}'.";

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
