using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Normalization;

/// <summary>What a profile must not contradict itself or the schema in.</summary>
internal static class ProfileValidator
{
    /// <summary>Checks all profiles; what is wrong is noted.</summary>
    public static void Check(EventSchema schema, HashSet<string> names, SchemaErrors faults)
    {
        Check(schema, schema.DefaultProfile, "$.profile", (names, faults));
        foreach (var error in AmountRulesValidator.Find(schema.DefaultProfile.Amount))
        {
            faults.Add("$.profile." + error.Path, error.Reason);
        }

        // Most of very many profiles say what others say too; what is wrong is said of each client that has it.
        var faultless = new HashSet<ClientProfile>();
        foreach (var pair in schema.Profiles)
        {
            if (!faultless.Contains(pair.Value) && IsFaultless(schema, names, pair, faults))
            {
                faultless.Add(pair.Value);
            }
        }
    }

    private static bool IsFaultless(
        EventSchema schema, HashSet<string> names, KeyValuePair<string, ClientProfile> pair, SchemaErrors faults)
    {
        var before = faults.Errors.Count;
        var (profile, path) = (pair.Value, "$.profiles." + pair.Key);
        Check(schema, profile, path, (names, faults));
        CheckAmounts(schema.DefaultProfile, profile, path, faults);
        CheckClientId(schema.DefaultProfile, profile, path, faults);
        return faults.Errors.Count == before;
    }

    private static void Check(
        EventSchema schema, ClientProfile profile, string path, (HashSet<string> Names, SchemaErrors Faults) known)
    {
        foreach (var name in profile.Aliases.IsEmpty ? [] : profile.Aliases.Keys)
        {
            known.Faults.Require(
                known.Names.Contains(name), path + ".aliases." + name, "is no field of the schema");
            CheckSource(schema, name, path + ".aliases." + name, known.Faults);
        }

        foreach (var name in profile.Defaults.IsEmpty ? [] : profile.Defaults.Keys)
        {
            known.Faults.Require(
                known.Names.Contains(name), path + ".defaults." + name, "is no field of the schema");
            known.Faults.Require(
                !IsConstant(schema, name), path + ".defaults." + name, "never applies beside the field's constant");
        }

        foreach (var parser in profile.Parsers.IsEmpty ? [] : profile.Parsers.Values)
        {
            CheckParser(schema, parser, path + ".parsers." + parser.Name, known.Faults);
        }

        var range = profile.Timestamp.PlausibleRange;
        if (range.Latest < range.Earliest)
        {
            known.Faults.Add(path + ".plausible", "the latest instant is before the earliest one");
        }
    }

    private static void CheckSource(EventSchema schema, string name, string path, SchemaErrors faults)
    {
        const string Never = "never applies to a field that the event's members are not looked at for";
        var isFrom = schema.AllFields().Any(field => field.Name == name && field.From is not null);
        faults.Require(!isFrom && !IsConstant(schema, name), path, Never);
    }

    private static bool IsConstant(EventSchema schema, string name) =>
        schema.AllFields().Any(field => field.Name == name && field.Constant is not null);

    /// <summary>Checks what a profile says of amounts; what is wrong in the common profile is noted there.</summary>
    private static void CheckAmounts(ClientProfile common, ClientProfile profile, string path, SchemaErrors faults)
    {
        if (ReferenceEquals(profile.Amount, common.Amount))
        {
            return;
        }

        List<(string Path, string Reason)>? known = null;
        foreach (var error in AmountRulesValidator.Find(profile.Amount))
        {
            known ??= [.. AmountRulesValidator.Find(common.Amount).Select(error => (error.Path, error.Reason))];
            if (!known.Contains((error.Path, error.Reason)))
            {
                faults.Add(path + "." + error.Path, error.Reason);
            }
        }
    }

    private static void CheckParser(EventSchema schema, FieldDefinition parser, string path, SchemaErrors faults)
    {
        FieldDefinition? field = null;
        foreach (var candidate in schema.AllFields())
        {
            field = candidate.Name == parser.Name ? candidate : field;
        }

        faults.Require(field is not null, path, "is no field of the schema");
        faults.Require(
            field is null || field.Kind == parser.Kind,
            path,
            $"reads another type than the field, which is {field?.Kind}");
        faults.Require(
            parser.Name != FieldNames.ClientId,
            path,
            "never applies, since the client id is read before the profile is known");
    }

    /// <summary>Checks that a client's profile says nothing about how the client's id is found.</summary>
    private static void CheckClientId(ClientProfile common, ClientProfile profile, string path, SchemaErrors faults)
    {
        const string Never = "never applies, since the client id is found before the profile is known";
        var isAlias = profile.Aliases.TryGetValue(FieldNames.ClientId, out var own)
            && !(common.Aliases.TryGetValue(FieldNames.ClientId, out var theirs)
                && own.AsSpan().SequenceEqual(theirs.AsSpan()));
        var isDefault = profile.Defaults.TryGetValue(FieldNames.ClientId, out var text)
            && text != common.Defaults.GetValueOrDefault(FieldNames.ClientId);
        if (isAlias)
        {
            faults.Add(path + ".aliases." + FieldNames.ClientId, Never);
        }

        if (isDefault)
        {
            faults.Add(path + ".defaults." + FieldNames.ClientId, Never);
        }
    }
}
