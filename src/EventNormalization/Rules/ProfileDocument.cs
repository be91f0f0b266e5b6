using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;
using EventNormalization.Text;
using NodaTime.Text;

namespace EventNormalization.Rules;

/// <summary>A profile as JSON, with the members of a schema file.</summary>
internal sealed class ProfileDocument(EventSchema schema)
{
    private readonly Dictionary<string, FieldDefinition> _fields = schema.AllFields()
        .DistinctBy(field => field.Name).ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>
    /// The differences between a profile and the one that it varies; null is a setting that is no longer set.
    /// </summary>
    /// <remarks>What both share by reference is not compared: a schema may have 100,000 profiles.</remarks>
    public JsonObject Write(ClientProfile profile, ClientProfile varied)
    {
        var (document, defaults) = (new JsonObject(), new JsonObject());
        if (!ReferenceEquals(profile.Amount, varied.Amount))
        {
            WriteAmount(document, profile.Amount);
            WriteAmount(defaults, varied.Amount);
        }

        if (!profile.Timestamp.Equals(varied.Timestamp))
        {
            WriteTimestamp(document, profile.Timestamp);
            WriteTimestamp(defaults, varied.Timestamp);
        }

        WriteFields(document, profile);
        WriteFields(defaults, varied);
        var differences = FieldDocument.Differences(document, defaults);
        if (differences["plausible"] is JsonObject range)
        {
            differences["plausible"] = FieldDocument.Differences(range, (JsonObject)defaults["plausible"]!);
        }

        return differences;
    }

    /// <summary>All settings of a profile.</summary>
    public JsonObject WriteAll(ClientProfile profile)
    {
        var document = new JsonObject();
        WriteAmount(document, profile.Amount);
        WriteTimestamp(document, profile.Timestamp);
        WriteFields(document, profile);
        return document;
    }

    private static void WriteAmount(JsonObject document, AmountRules rules)
    {
        document["number_format"] = RuleTexts.Word(rules.NumberFormat);
        document["amount_unit"] = RuleTexts.Word(rules.Unit);
        document["currency"] = rules.Currency;
        document["amount_scale"] = rules.Scale;
        document["negate"] = rules.Negate;
        document["sign_from"] = rules.SignFrom is { } signs ? WriteSigns(signs) : null;
        document["unit_marks"] = RuleTexts.ArrayOf(
            rules.UnitMarks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var units = new JsonObject();

        // What is as ISO 4217 has it is no difference of this client.
        foreach (var (code, digits) in rules.MinorUnits.Where(pair => Currencies.MinorDigitsOf(pair.Key) != pair.Value))
        {
            units[code] = digits;
        }

        document["minor_units"] = units;
    }

    private static JsonObject WriteSigns(SignRules signs) => new()
    {
        ["member"] = FoldedName.OfPath(signs.Member),
        ["negative"] = RuleTexts.ArrayOf(RuleTexts.Words(signs.Negative)),
        ["positive"] = RuleTexts.ArrayOf(RuleTexts.Words(signs.Positive)),
    };

    private static void WriteTimestamp(JsonObject document, TimestampRules rules)
    {
        var iso = InstantPattern.ExtendedIso;
        var range = rules.PlausibleRange;
        document["date_order"] = RuleTexts.Word(rules.DateOrder);
        document["zone"] = rules.Zone.Id;
        document["local_time"] = RuleTexts.Word(rules.LocalTimeResolution);
        document["epoch_unit"] = RuleTexts.Word(rules.EpochUnit);
        document["two_digit_year_pivot"] = rules.TwoDigitYearPivot;
        document["zone_names"] = RuleTexts.ObjectOf(rules.ZoneNames.Select(
            pair => KeyValuePair.Create(pair.Key.ToUpperInvariant(), pair.Value.Id)));
        document["plausible"] = new JsonObject
        {
            ["earliest"] = iso.Format(range.Earliest),
            ["latest"] = range.Latest is { } latest ? iso.Format(latest) : null,
            ["ahead_seconds"] = range.Ahead.TotalSeconds,
        };
    }

    private void WriteFields(JsonObject document, ClientProfile profile)
    {
        document["metric_case"] = RuleTexts.Word(profile.MetricCase);
        document["aliases"] = WriteAliases(profile.Aliases);
        document["defaults"] = RuleTexts.ObjectOf(
            from pair in profile.Defaults
            let field = _fields.GetValueOrDefault(pair.Key)
            where field is null || field is { Constant: null } && field.Default != pair.Value
            let text = field is null ? pair.Value : RuleTexts.Substitute(field, pair.Value)
            select KeyValuePair.Create(pair.Key, text));
        if (profile.Parsers.IsEmpty)
        {
            return;
        }

        var parsers = new JsonObject();
        foreach (var (name, parser) in profile.Parsers)
        {
            if (_fields.GetValueOrDefault(name)?.ParserRules.Text != parser.ParserRules.Text)
            {
                parsers[name] = FieldDocument.Parser(parser.ParserRules);
            }
        }

        document["parsers"] = parsers;
    }

    /// <summary>The names by field, without those that are the schema's own.</summary>
    private JsonObject WriteAliases(ImmutableDictionary<string, ImmutableArray<string>> aliases)
    {
        var document = new JsonObject();
        foreach (var (name, names) in aliases)
        {
            if (!_fields.TryGetValue(name, out var field))
            {
                document[name] = RuleTexts.ArrayOf(RuleTexts.NamesInOrder(names));
                continue;
            }

            // A profile's aliases replace the weak ones too.
            var isSame = field.WeakAliases.IsEmpty
                && FieldDocument.Aliases(field, names).SequenceEqual(FieldDocument.Aliases(field, field.Aliases));
            if (!isSame && field.Constant is null && field.From is null)
            {
                document[name] = RuleTexts.ArrayOf(FieldDocument.Aliases(field, names));
            }
        }

        return document;
    }
}
