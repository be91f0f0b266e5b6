using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;

namespace EventNormalization.Tests.Rules;

/// <summary>Schema files of random settings, and ways to write them otherwise that alter no id.</summary>
internal sealed class RandomSchemas(Random random)
{
    // Each path of a schema file with what may stand there.
    private static readonly (string Path, string[] Values)[] Settings =
    [
        ("fields.client_id.aliases", ["""["shop"]""", """["shop","user id"]""", """["user-id","client"]"""]),
        ("fields.client_id.weak_aliases", ["""["source"]""", """["channel","source"]""", "[]"]),
        ("fields.client_id.case", ["\"lower\""]),
        ("fields.client_id.default", ["\"c1\""]),
        ("fields.metric.aliases", ["""["kind"]""", """["type","event"]""", """["data.kind"]"""]),
        ("fields.metric.default", ["\"sales\""]),
        ("fields.metric.choose", ["\"first\""]),
        ("fields.amount.aliases", ["""["net","gross"]""", """["gross","net"]""", """["total","order.total"]"""]),
        ("fields.amount.choose", ["\"first\""]),
        ("fields.amount.default", ["\"0\""]),
        ("fields.amount.identity", ["false"]),
        ("fields.timestamp.aliases", ["""["ts","time"]""", """["due.date","ts"]""", """["time","ts"]"""]),
        ("fields.timestamp.zone_from", ["\"tz\"", "\"timezone\""]),
        ("fields.timestamp.join", ["""["day","clock"]"""]),
        ("fields.currency.aliases", ["""["coin"]""", """["coin","currency code"]"""]),
        ("fields.currency.presence", ["\"required\""]),
        ("fields.currency.other", ["\"text\""]),
        ("fields.key.aliases", ["""["id"]"""]),
        ("fields.key.presence", ["\"optional\""]),
        ("fields.region.aliases", ["""["area"]""", """["data.area","zone name"]""", """["due.region"]"""]),
        ("fields.region.presence", ["\"optional\""]),
        ("fields.region.identity", ["true"]),
        ("fields.region.read_from", ["\"place\""]),
        ("fields.place.presence", ["\"optional\""]),
        ("fields.place.aliases", ["""["spot"]""", """["account"]"""]),
        ("fields.day_of.type", ["\"instant\""]),
        ("fields.day_of.presence", ["\"optional\""]),
        ("fields.day_of.aliases", ["""["due.datetime"]"""]),
        ("wrappers", ["""["data"]""", """["body","data"]""", "[]"]),
        ("subjects", ["""["user"]""", "[]", """["account","user"]"""]),
        ("null_tokens", ["""["none"]""", """["-","none"]""", "[]"]),
        ("records", ["""["items"]""", """["items","data.items"]"""]),
        ("decode", ["""{"body":"json"}"""]),
        ("limits.bytes_max", ["150", "300"]),
        ("limits.depth_max", ["1", "2", "3"]),
        ("limits.names_max", ["4", "7"]),
        ("profile.number_format", ["\"decimal_comma\"", "\"strict\"", "\"decimal_point\""]),
        ("profile.date_order", ["\"day_first\"", "\"month_first\""]),
        ("profile.zone", ["\"Europe/Berlin\"", "\"Asia/Tokyo\""]),
        ("profile.local_time", ["\"earlier\"", "\"later\""]),
        ("profile.two_digit_year_pivot", ["30", "60"]),
        ("profile.epoch_unit", ["\"seconds\"", "\"milliseconds\""]),
        ("profile.plausible.earliest", ["\"1990-01-01T00:00:00Z\"", "\"2024-02-01T00:00:00Z\""]),
        ("profile.metric_case", ["\"kept\""]),
        ("profile.currency", ["\"EUR\"", "\"USD\""]),
        ("profile.negate", ["true"]),
        ("profile.unit_marks", ["""["kg"]"""]),
        ("profile.aliases.amount", ["""["price"]"""]),
        ("profile.aliases.region", ["""["area"]"""]),
        ("profile.defaults.metric", ["\"visits\""]),
        ("profiles.c1.zone", ["\"UTC\"", "\"Europe/Berlin\""]),
        ("profiles.c1.date_order", ["\"day_first\""]),
        ("profiles.c1.aliases.region", ["""["spot"]"""]),
        ("profiles.c1.aliases.amount", ["""["price"]"""]),
        ("profiles.c2.number_format", ["\"decimal_comma\""]),
        ("profiles.c2.plausible.earliest", ["\"1990-01-01T00:00:00Z\""]),
    ];

    /// <summary>A file of some settings.</summary>
    public JsonObject Next()
    {
        var file = new JsonObject();
        for (var count = random.Next(8); count > 0; count--)
        {
            Vary(file);
        }

        // What most events lack would refuse them all.
        foreach (var name in new[] { "key", "region", "place", "day_of" }.Where(
            name => file["fields"]?[name] is not null))
        {
            Set(file, $"fields.{name}.presence", random.Next(8) == 0 ? null : "\"optional\"");
        }

        return file;
    }

    /// <summary>Sets or removes one setting.</summary>
    public void Vary(JsonObject file)
    {
        var (path, values) = Settings[random.Next(Settings.Length)];
        Set(file, path, random.Next(4) == 0 ? null : values[random.Next(values.Length)]);
    }

    /// <summary>The same rules in another writing, with other things that alter no id.</summary>
    public JsonObject Neutral(JsonObject file)
    {
        var other = (JsonObject)Rewrite(file, "");
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            VaryNeutrally(other);
        }

        return other;
    }

    /// <summary>The schema of a file; null if it contradicts itself.</summary>
    public static SchemaSet? Read(JsonObject file) =>
        EventSchemaFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString())).Schemas;

    private void VaryNeutrally(JsonObject file)
    {
        switch (random.Next(6))
        {
            case 0:
                Set(file, "limits." + Pick("bytes_max", "names_max"), Pick("40", "120", "200", "500"));
                break;
            case 1:
                Set(file, "limits.depth_max", Pick("1", "2", "3", "10"));
                break;
            case 2:
                var range = Pick("1980-01-01T00:00:00Z", "2024-03-01T00:00:00Z");
                Set(file, Pick("profile", "profiles.c1", "profiles.c3") + ".plausible.earliest", $"\"{range}\"");
                break;
            case 3:
                AddOptional(file);
                break;
            case 4:
                Set(file, "profiles.c4", "{}");
                break;
            default:
                Set(file, "profile.amount_unit", "\"as_written\"");
                break;
        }
    }

    /// <summary>A field outside the identity that reads what other fields may read as well, in all kinds.</summary>
    private void AddOptional(JsonObject file)
    {
        var name = Pick("extra", "Amount of what", "note");
        var type = Pick("text", "instant", "decimal", "boolean", "currency");
        var aliases = Pick(
            "[]", """["account"]""", """["due.datetime"]""", """["amount.value.x"]""", """["data.note"]""",
            """["tz","memo"]""",
            """["order.note"]""", """["specversion"]""", """["body"]""");
        Set(file, "fields." + name, $$"""{"type":"{{type}}","presence":"optional","aliases":{{aliases}}}""");
    }

    private JsonNode Rewrite(JsonNode node, string path)
    {
        if (node is JsonObject owner)
        {
            var other = new JsonObject();
            foreach (var (name, value) in owner.OrderBy(_ => random.Next()))
            {
                other[name] = Rewrite(value!, path + "." + name);
            }

            return other;
        }

        if (node is not JsonArray list)
        {
            return node.DeepClone();
        }

        var areTokens = path.EndsWith("null_tokens", StringComparison.Ordinal);
        var texts = Shuffle(list, path).Select(text => areTokens ? text.ToUpperInvariant() : Respell(text));
        return new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
    }

    private IEnumerable<string> Shuffle(JsonArray list, string path)
    {
        var texts = list.Select(item => item!.GetValue<string>());

        // Where the first one counts, the order is a rule; so it is of what is joined.
        var isFirst = path.EndsWith("aliases", StringComparison.Ordinal) && list.Parent!["choose"] is not null;
        var isOrdered = isFirst || path.EndsWith("join", StringComparison.Ordinal);
        return isOrdered ? texts : texts.OrderBy(_ => random.Next());
    }

    private string Respell(string name) => name is "kg" || random.Next(2) == 0 ? name
        : string.Join('.', name.Split('.').Select(part => random.Next(3) switch
        {
            0 => part.ToUpperInvariant(),
            1 => part.Replace(' ', '_'),
            _ => part[..1] + "-" + part[1..],
        }));

    private static void Set(JsonObject file, string path, string? json)
    {
        var names = path.Split('.');
        var owner = file;
        foreach (var name in names[..^1])
        {
            owner = (JsonObject)(owner[name] ??= new JsonObject());
        }

        owner.Remove(names[^1]);
        if (json is not null)
        {
            owner[names[^1]] = JsonNode.Parse(json);
        }
    }

    private string Pick(params string[] values) => values[random.Next(values.Length)];
}
