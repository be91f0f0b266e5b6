using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;
using EventNormalization.Text;

namespace EventNormalization.Rules;

/// <summary>Settings as canonical text: equal settings have equal texts.</summary>
internal static class RuleTexts
{
    /// <summary>Names or paths of members whose order does not matter.</summary>
    public static IEnumerable<string> Names(IEnumerable<string> names) =>
        NamesInOrder(names).Order(StringComparer.Ordinal);

    /// <summary>Names or paths of members in the order given.</summary>
    public static IEnumerable<string> NamesInOrder(IEnumerable<string> names) =>
        names.Select(FoldedName.OfPath).Distinct(StringComparer.Ordinal);

    /// <summary>Words that are compared in NFC and without regard to letter case.</summary>
    public static IEnumerable<string> Words(ImmutableArray<string> words) => words.IsDefault ? [] : words
        .Select(word => Encoding.UTF8.GetString(CompiledSignRules.Fold(word)))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Texts that mean a missing value; one that no field can have stays as it is.</summary>
    public static IEnumerable<string> Tokens(ImmutableArray<string> tokens) => tokens
        .Select(token => SettingText.FindRefused(token, keepCase: false, out var read) is null ? read : token)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>A constant or a default, as far as every profile reads it as the same.</summary>
    public static string? Substitute(FieldDefinition field, string? text)
    {
        if (text is null || !SettingName.IsUnicode(text))
        {
            return text;
        }

        // No further: what else a text becomes is the parser's to say, which a profile may bring.
        return Encoding.UTF8.GetString(SubstituteText.BytesOf(field, text));
    }

    /// <summary>A word as schema files write it.</summary>
    public static string Word(Enum value)
    {
        var text = value.ToString().Replace("FileTime", "Filetime", StringComparison.Ordinal);
        var word = text.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c)
            : char.ToLowerInvariant(c).ToString());
        return string.Concat(word);
    }

    /// <summary>Texts as a JSON array.</summary>
    public static JsonArray ArrayOf(IEnumerable<string> texts) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    /// <summary>Texts by name as a JSON object.</summary>
    public static JsonObject ObjectOf(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var map = new JsonObject();
        foreach (var (name, text) in texts)
        {
            map[name] = text;
        }

        return map;
    }
}
