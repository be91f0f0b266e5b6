using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;
using EventNormalization.Text;
using NodaTime;

namespace EventNormalization.Rules;

/// <summary>A field of a schema as JSON, with the members of a schema file.</summary>
internal static class FieldDocument
{
    /// <summary>The defaults of a further field, or of the key.</summary>
    public static FieldDefinition DefaultOf(string name)
    {
        var schema = EventSchema.Default;
        return schema.AllFields().FirstOrDefault(field => field.Name == name)
            ?? new FieldDefinition<string>(name, TextParser.Kept) { IsIdentity = name == FieldNames.Key };
    }

    /// <summary>Whether the field is part of every schema.</summary>
    public static bool IsOfRecord(string name) => EventSchema.Default.AllFields().Any(field => field.Name == name);

    /// <summary>The settings of the field that differ from its defaults.</summary>
    public static JsonObject Write(FieldDefinition field)
    {
        var defaults = WriteAll(DefaultOf(field.Name));
        var document = Differences(WriteAll(field), defaults);
        foreach (var name in (string[])["case", "other"])
        {
            // Another type says by itself that it has no such setting.
            if (document[name] is null)
            {
                document.Remove(name);
            }
        }

        if (document.ContainsKey("aliases"))
        {
            // Other aliases replace the weak ones of the default as well.
            document.Remove("weak_aliases");
            var weak = Weak(field).ToList();
            if (weak.Count > 0)
            {
                document["weak_aliases"] = RuleTexts.ArrayOf(weak);
            }
        }

        return document;
    }

    /// <summary>All settings of a field; those that are not set are left out.</summary>
    public static JsonObject WriteAll(FieldDefinition field)
    {
        // If the field is not read from the event, its names have no effect.
        var isFound = field.Constant is null && field.From is null;
        var named = isFound ? field : DefaultOf(field.Name);
        var document = new JsonObject
        {
            ["aliases"] = RuleTexts.ArrayOf(Aliases(named, named.Aliases)),
            ["weak_aliases"] = RuleTexts.ArrayOf(Weak(named)),
            ["choose"] = RuleTexts.Word(named.Choose),
            ["identity"] = field.IsIdentity,
            ["presence"] = RuleTexts.Word(field.Presence),
        };
        Set(document, "constant", RuleTexts.Substitute(field, field.Constant));
        Set(document, "default", RuleTexts.Substitute(field, field.Default));
        Set(document, "from", field.From);
        Set(document, "read_from", field.ReadFrom);
        Set(document, "zone_from", field.ZoneFrom is null ? null : FoldedName.OfPath(field.ZoneFrom));
        if (!field.Join.IsDefaultOrEmpty)
        {
            document["join"] = RuleTexts.ArrayOf(field.Join.Select(FoldedName.OfPath));
        }

        WriteType(document, field);
        return document;
    }

    /// <summary>The names that have one rank, or the order that they are looked at in.</summary>
    public static IEnumerable<string> Aliases(FieldDefinition field, ImmutableArray<string> aliases)
    {
        // The own name comes first in any case.
        var own = FoldedName.OfPath(field.Name);
        var names = RuleTexts.NamesInOrder(aliases).Where(name => name != own);
        return field.Choose == AliasChoice.First ? names : names.Order(StringComparer.Ordinal);
    }

    /// <summary>A parser in code: its rules, and the versions that are none.</summary>
    public static JsonObject Parser(ParserRules rules)
    {
        var document = new JsonObject { ["rules"] = rules.Text };
        if (!rules.Versions.IsEmpty)
        {
            document["versions"] = RuleTexts.ArrayOf(rules.Versions);
        }

        return document;
    }

    /// <summary>The members that are not as in the other document, with null for those that it has alone.</summary>
    public static JsonObject Differences(JsonObject document, JsonObject defaults)
    {
        var differences = new JsonObject();
        foreach (var (name, value) in document)
        {
            if (!defaults.TryGetPropertyValue(name, out var other) || !JsonNode.DeepEquals(value, other))
            {
                differences[name] = value?.DeepClone();
            }
        }

        foreach (var (name, value) in defaults)
        {
            if (value is not null && !document.ContainsKey(name))
            {
                differences[name] = null;
            }
        }

        return differences;
    }

    private static IEnumerable<string> Weak(FieldDefinition field) => RuleTexts.Names(field.WeakAliases)
        .Except(RuleTexts.NamesInOrder(field.Aliases)).Where(name => name != FoldedName.OfPath(field.Name));

    private static void WriteType(JsonObject document, FieldDefinition field)
    {
        var type = TypeOf(field);
        document["type"] = type ?? RuleTexts.Word(field.Kind);
        if (type is null)
        {
            document["parser"] = Parser(field.ParserRules);
        }

        if (type == "text")
        {
            var parser = ((FieldDefinition<string>)field).Parser;
            document["case"] = ReferenceEquals(parser, TextParser.Lower) ? "lower" : "kept";
        }

        if (field is FieldDefinition<string> { Name: FieldNames.Currency, Parser: CurrencyParser currency })
        {
            document["other"] = RuleTexts.Word(currency.Others);
        }
    }

    /// <summary>The type by which a schema file names the field's parser; null if it can name none.</summary>
    private static string? TypeOf(FieldDefinition field) => field switch
    {
        FieldDefinition<string> { Parser: TextParser text } =>
            ReferenceEquals(text, TextParser.Metric) ? "metric" : "text",
        FieldDefinition<string> { Name: FieldNames.Currency, Parser: CurrencyParser } => "currency",
        FieldDefinition<string> { Name: not FieldNames.Currency, Parser: AmountCurrencyParser } => "currency",
        FieldDefinition<decimal> { Parser: AmountParser } => "decimal",
        FieldDefinition<long> { Parser: IntegerParser } => "integer",
        FieldDefinition<bool> { Parser: BooleanParser } => "boolean",
        FieldDefinition<Instant> { Parser: TimestampParser } => "instant",
        _ => null,
    };

    private static void Set(JsonObject document, string name, string? text)
    {
        if (text is not null)
        {
            document[name] = text;
        }
    }
}
