using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>What a schema must not contradict itself in, and what could never apply.</summary>
internal static class SchemaValidator
{
    private static readonly string[] RecordNames =
        [FieldNames.ClientId, FieldNames.Metric, FieldNames.Amount, FieldNames.Timestamp, FieldNames.Currency];

    // Those before the currency, which an event may lack.
    private static readonly int RequiredCount = RecordNames.Length - 1;

    /// <summary>Checks names, roles and references; what is wrong is noted.</summary>
    public static void Check(EventSchema schema, ImmutableArray<FieldDefinition> fields, SchemaErrors faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            CheckField(fields, i, faults);
            faults.Require(names.Add(fields[i].Name), PathOf(fields[i]), TwoFields(fields[i].Name));
        }

        faults.Require(
            schema.Timestamp.IsIdentity, "$.fields.timestamp.identity", "the timestamp must be an identity field");
        faults.Require(
            schema.Key is null or { Name: FieldNames.Key, IsIdentity: true },
            "$.fields.key",
            $"the key must be named '{FieldNames.Key}' and be an identity field");
        faults.Require(
            schema.Currency.ReadFrom is null,
            "$.fields.currency.read_from",
            "the mark beside the amount is read without being named here");
        CheckNullTokens(schema, faults);
        EnvelopeRulesValidator.Check(schema.Envelope, faults);
        ProfileValidator.Check(schema, names, faults);
    }

    private static void CheckField(ImmutableArray<FieldDefinition> fields, int index, SchemaErrors faults)
    {
        var field = fields[index];
        var path = PathOf(field);
        faults.Require(
            index >= RecordNames.Length || field.Name == RecordNames[Math.Min(index, RecordNames.Length - 1)],
            path,
            "a field of every record must have its own name");
        faults.Require(
            !field.Name.Contains('.', StringComparison.Ordinal),
            path,
            "a field's own name has no point, which leads into objects; name the member as an alias");
        faults.Require(
            index >= RequiredCount || field.Presence == FieldPresence.Required,
            path + ".presence",
            "a field of every record cannot be optional");
        CheckSources(field, path, faults);
        CheckReadFrom(fields, field, path, faults);
    }

    /// <summary>Checks that no setting says where to look for a value that is never looked for.</summary>
    private static void CheckSources(FieldDefinition field, string path, SchemaErrors faults)
    {
        faults.Require(
            field.Constant is null || field.Default is null, path + ".default", "never applies beside a constant");
        faults.Require(
            field.Constant is null || field.From is null, path + ".from", "never applies beside a constant");
        faults.Require(
            field.From is null || Origins.IsKnown(field.From),
            path + ".from",
            $"found {SettingName.Quote(field.From ?? "")}, expected one of {Origins.Words}");
        var isFound = field.Constant is null && field.From is null;
        var isInstant = field.Kind == FieldValueKind.Instant;
        const string Never = "never applies to a field that the event's members are not looked at for";
        faults.Require(isFound || field.ZoneFrom is null, path + ".zone_from", Never);
        faults.Require(isFound || field.Join.IsEmpty, path + ".join", Never);
        faults.Require(isFound || field.Choose == AliasChoice.Agreeing, path + ".choose", Never);
        faults.Require(isInstant || field.ZoneFrom is null, path + ".zone_from", "only an instant has a zone");
        faults.Require(
            isInstant || IsJoinedText(field) || field.Join.IsEmpty,
            path + ".join",
            "only an instant, a key and a further text are joined");
        faults.Require(
            field.Join is [] or [_, _],
            path + ".join",
            "expected two members" + (isInstant ? ": that of the date and that of the time" : ""));
        faults.Require(
            field.Join is not [var first, var second] || FoldedName.Of(first) != FoldedName.Of(second),
            path + ".join",
            "both members are the same");
    }

    private static bool IsJoinedText(FieldDefinition field) =>
        field.Kind == FieldValueKind.Text && !RecordNames.Contains(field.Name);

    private static void CheckReadFrom(
        ImmutableArray<FieldDefinition> fields, FieldDefinition field, string path, SchemaErrors faults)
    {
        if (field.ReadFrom is null)
        {
            return;
        }

        path += ".read_from";
        var other = fields.FirstOrDefault(other => other.Name == field.ReadFrom);
        if (other is null || other == field)
        {
            faults.Add(path, $"found {SettingName.Quote(field.ReadFrom)}, expected another field of the schema");
            return;
        }

        faults.Require(
            other.Constant is null && other.From is null, path, $"the field '{other.Name}' has no member of the event");
        faults.Require(
            other.ReadFrom != field.Name, path, $"the fields '{field.Name}' and '{other.Name}' read from each other");
        for (var next = other; next?.ReadFrom is not null && next != field;)
        {
            next = fields.FirstOrDefault(candidate => candidate.Name == next.ReadFrom);
            faults.Require(next != field, path, $"the field '{field.Name}' would read from itself in the end");
            if (next == other)
            {
                return;
            }
        }
    }

    private static string TwoFields(string name) => name == FieldNames.Currency
        ? "is a field of every schema; set EventSchema.Currency instead of a further field"
        : "the schema has two fields of this name";

    private static void CheckNullTokens(EventSchema schema, SchemaErrors faults)
    {
        for (var i = 0; i < schema.NullTokens.Length; i++)
        {
            var token = schema.NullTokens[i];
            var path = string.Create(CultureInfo.InvariantCulture, $"$.null_tokens[{i}]");
            if (!SettingName.IsUnicode(token))
            {
                faults.Add(path, $"found {SettingName.Quote(token)}, expected a text without half of a surrogate pair");
            }
            else if (SettingText.FindRefused(token, keepCase: false, out _) is { } failure)
            {
                faults.Add(
                    path, $"found {SettingName.Quote(token)}, expected {failure.Expected}");
            }
        }
    }

    private static string PathOf(FieldDefinition field) => "$.fields." + field.Name;
}
