using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using EventNormalization.Canonicalization;
using EventNormalization.Envelopes;
using EventNormalization.Normalization;
using EventNormalization.Text;
using NodaTime.Text;

namespace EventNormalization.Identity;

/// <summary>Names a set of rules, so that a store can tell whether the rules that wrote it are still in force.</summary>
/// <remarks>
/// Law: schemas that differ in anything that can change how an event is read have different fingerprints. A parser of
/// a host's own counts by its signature; see <see cref="ISignedParser"/>.
/// </remarks>
public static class RulesFingerprint
{
    /// <summary>The fingerprint: 64 lower-case hexadecimal digits.</summary>
    public static string Compute(EventSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            WriteSchema(writer, schema);
        }

        return HashOf(json);
    }

    /// <summary>The fingerprint of a set of schemas; that of its schema where it has one that reads everything.</summary>
    public static string Compute(SchemaSet schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        if (schemas.IsSingle)
        {
            return Compute(schemas.Schemas[0].Schema);
        }

        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var named in schemas.Schemas)
            {
                writer.WriteStartObject(named.Name);
                writer.WriteString("has", named.When.Has);
                writer.WriteString("source", named.When.Source);
                WriteMap(writer, "context", named.When.Context);
                writer.WriteString("rules", Compute(named.Schema));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return HashOf(json);
    }

    private static string HashOf(ArrayBufferWriter<byte> json)
    {
        var canonical = new ArrayBufferWriter<byte>();
        CanonicalJson.Canonicalize(json.WrittenSpan, canonical);
        return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan));
    }

    private static void WriteEnvelope(Utf8JsonWriter writer, EnvelopeRules rules)
    {
        WriteTexts(writer, "records", rules.Records);
        WriteTexts(writer, "spread", rules.Spread);
        if (rules.Inherit is { } inherit)
        {
            WriteTexts(writer, "inherit", inherit);
        }

        WriteMap(writer, "decode", rules.Decode.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
    }

    /// <summary>The fields that a parser without a signature reads, in the schema or in a profile.</summary>
    internal static IReadOnlyList<string> FindUnsigned(EventSchema schema)
    {
        var profiles = schema.Profiles.Values.Append(schema.DefaultProfile);
        return [.. schema.AllFields().Concat(profiles.SelectMany(profile => profile.Parsers.Values))
            .Where(field => !field.ParserRules.IsSigned).Select(field => field.Name).Distinct()];
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
        WriteEnvelope(writer, schema.Envelope);
        WriteTexts(writer, "subjects", schema.Subjects);
        var tokens = schema.NullTokens.Select(token => SettingText.Canonical(token, keepCase: false)).Distinct().Order(StringComparer.Ordinal);
        WriteTexts(writer, "null_tokens", [.. tokens]);
        writer.WriteNumber("bytes_max", schema.Limits.BytesMax);
        writer.WriteNumber("depth_max", schema.Limits.DepthMax);
        writer.WriteNumber("names_max", schema.Limits.NamesMax);
        writer.WriteNumber("records_max", schema.Limits.RecordsMax);
        writer.WriteString("profile", HashOf(schema.DefaultProfile));
        WriteProfiles(writer, schema.Profiles);
        writer.WriteEndObject();
    }

    /// <summary>Writes one hash for each client: what 100,000 profiles say would be a text of 100 MB.</summary>
    private static void WriteProfiles(Utf8JsonWriter writer, ImmutableDictionary<string, ClientProfile> profiles)
    {
        var hashes = new Dictionary<ClientProfile, string>();
        writer.WriteStartObject("profiles");
        foreach (var (client, profile) in profiles)
        {
            if (!hashes.TryGetValue(profile, out var hash))
            {
                hash = HashOf(profile);
                hashes.Add(profile, hash);
            }

            writer.WriteString(SettingText.Canonical(client, keepCase: true), hash);
        }

        writer.WriteEndObject();
    }

    private static string HashOf(ClientProfile profile)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            WriteProfile(writer, profile);
        }

        return HashOf(json);
    }

    private static void WriteField(Utf8JsonWriter writer, FieldDefinition field)
    {
        writer.WriteStartObject();
        writer.WriteString("name", field.Name);
        writer.WriteString("kind", field.Kind.ToString());
        writer.WriteString("parser", field.ParserRules.Text);
        WriteTexts(writer, "aliases", field.Aliases);
        WriteTexts(writer, "weak_aliases", field.WeakAliases);
        writer.WriteString("choose", field.Choose.ToString());
        WriteTexts(writer, "join", field.Join);
        writer.WriteString("zone_from", field.ZoneFrom);
        writer.WriteString("constant", field.Constant);
        writer.WriteString("default", field.Default);
        writer.WriteString("presence", field.Presence.ToString());
        writer.WriteBoolean("identity", field.IsIdentity);
        writer.WriteString("from", field.From);
        writer.WriteString("read_from", field.ReadFrom);
        writer.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter writer, ClientProfile profile)
    {
        writer.WriteStartObject();
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
        var parsers = profile.Parsers.ToDictionary(pair => pair.Key, pair => pair.Value.ParserRules.Text);
        WriteMap(writer, "parsers", parsers);
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
