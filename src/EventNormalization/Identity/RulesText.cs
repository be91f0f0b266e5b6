using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using EventNormalization.Canonicalization;
using EventNormalization.Normalization;
using EventNormalization.Text;
using NodaTime.Text;

namespace EventNormalization.Identity;

/// <summary>A schema as canonical JSON (RFC 8785): what a fingerprint of rules hashes.</summary>
internal static class RulesText
{
    public static ReadOnlyMemory<byte> Write(EventSchema schema)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            WriteSchema(writer, schema);
        }

        var canonical = new ArrayBufferWriter<byte>();
        CanonicalJson.Canonicalize(json.WrittenSpan, canonical);
        return canonical.WrittenMemory;
    }

    private static void WriteSchema(Utf8JsonWriter writer, EventSchema schema)
    {
        writer.WriteStartObject();
        writer.WriteString("unicode", UnicodeText.UnicodeVersion);
        writer.WriteStartArray("fields");
        foreach (var field in schema.AllFields())
        {
            WriteField(writer, field);
        }

        writer.WriteEndArray();
        WriteTexts(writer, "wrappers", schema.Wrappers);
        WriteTexts(writer, "null_tokens", schema.NullTokens);
        writer.WriteNumber("bytes_max", schema.Limits.BytesMax);
        writer.WriteNumber("depth_max", schema.Limits.DepthMax);
        writer.WriteNumber("names_max", schema.Limits.NamesMax);
        WriteProfile(writer, "profile", schema.DefaultProfile);
        writer.WriteStartObject("profiles");
        foreach (var (client, profile) in schema.Profiles)
        {
            WriteProfile(writer, client, profile);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldDefinition field)
    {
        writer.WriteStartObject();
        writer.WriteString("name", field.Name);
        writer.WriteString("kind", field.Kind.ToString());
        writer.WriteString("parser", field.ParserName);
        WriteTexts(writer, "aliases", field.Aliases);
        writer.WriteString("constant", field.Constant);
        writer.WriteString("default", field.Default);
        writer.WriteString("presence", field.Presence.ToString());
        writer.WriteBoolean("identity", field.IsIdentity);
        writer.WriteString("read_from", field.ReadFrom);
        writer.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter writer, string name, ClientProfile profile)
    {
        writer.WriteStartObject(name);
        WriteAmount(writer, profile.Amount);
        WriteTimestamp(writer, profile.Timestamp);
        writer.WriteString("metric_case", profile.MetricCase.ToString());
        writer.WriteStartObject("aliases");
        foreach (var (field, aliases) in profile.Aliases)
        {
            WriteTexts(writer, field, aliases);
        }

        writer.WriteEndObject();
        WriteMap(writer, "defaults", profile.Defaults);
        writer.WriteEndObject();
    }

    private static void WriteAmount(Utf8JsonWriter writer, AmountRules rules)
    {
        writer.WriteString("number_format", rules.NumberFormat.ToString());
        writer.WriteString("currency", rules.Currency);
        writer.WriteString("amount_unit", rules.Unit.ToString());
        writer.WriteNumber("amount_scale", rules.Scale ?? -1);
        WriteMap(writer, "minor_units", rules.MinorUnits.ToDictionary(
            pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture)));
        writer.WriteString("sign_from", rules.SignFrom?.Member);
        WriteTexts(writer, "sign_negative", rules.SignFrom?.Negative ?? []);
        WriteTexts(writer, "sign_positive", rules.SignFrom?.Positive ?? []);
        writer.WriteBoolean("negate", rules.Negate);
        WriteTexts(writer, "unit_marks", rules.UnitMarks);
    }

    private static void WriteTimestamp(Utf8JsonWriter writer, TimestampRules rules)
    {
        var iso = InstantPattern.ExtendedIso;
        var range = rules.PlausibleRange;
        writer.WriteString("date_order", rules.DateOrder.ToString());
        writer.WriteString("zone", rules.Zone.Id);
        writer.WriteString("local_time", rules.LocalTimeResolution.ToString());
        writer.WriteString("epoch_unit", rules.EpochUnit.ToString());
        writer.WriteNumber("two_digit_year_pivot", rules.TwoDigitYearPivot ?? -1);
        WriteMap(writer, "zone_names", rules.ZoneNames.ToDictionary(pair => pair.Key, pair => pair.Value.Id));
        writer.WriteString("earliest", iso.Format(range.Earliest));
        writer.WriteString("latest", range.Latest is { } latest ? iso.Format(latest) : null);
        writer.WriteNumber("ahead_seconds", range.Ahead.TotalSeconds);
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> map)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
