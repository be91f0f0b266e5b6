using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace EventNormalization.Rules;

/// <summary>
/// The names of schemas of two sets. They only appear in messages, so the same schema may have two names.
/// </summary>
internal static class SchemaNames
{
    /// <summary>Gives the stored schemas the names that the same ones have in the other set.</summary>
    /// <returns>The schemas that have another name.</returns>
    public static List<RuleChange> Match(JsonObject stored, JsonObject own)
    {
        var renamed = new List<RuleChange>();
        if (stored["schemas"] is not JsonObject before || own["schemas"] is not JsonObject after)
        {
            return renamed;
        }

        var (texts, others) = (TextsOf(stored), TextsOf(own));
        var names = texts.Where(pair => others.GetValueOrDefault(pair.Key) == pair.Value)
            .ToDictionary(pair => pair.Key, pair => pair.Key, StringComparer.Ordinal);
        foreach (var name in texts.Keys.Where(name => !names.ContainsKey(name)))
        {
            var other = others.FirstOrDefault(pair => pair.Value == texts[name] && !names.ContainsValue(pair.Key)).Key;
            if (other is not null)
            {
                names.Add(name, other);
                renamed.Add(Renamed(name, other));
            }
        }

        stored["schemas"] = Rename(before, names);
        return renamed;
    }

    private static SortedDictionary<string, string> TextsOf(JsonObject root)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, schema) in (JsonObject)SignificantRules.Of(root)["schemas"]!)
        {
            texts.Add(name, schema?.ToJsonString() ?? "null");
        }

        return texts;
    }

    private static JsonObject Rename(JsonObject schemas, Dictionary<string, string> names)
    {
        var renamed = new JsonObject();
        foreach (var (name, schema) in schemas.OrderByDescending(pair => names.ContainsKey(pair.Key)))
        {
            var own = names.GetValueOrDefault(name, name);
            while (renamed.ContainsKey(own))
            {
                // Another schema has this name now.
                own += " (before)";
            }

            renamed[own] = schema?.DeepClone();
        }

        return renamed;
    }

    private static RuleChange Renamed(string name, string other) => new()
    {
        Path = RuleMessages.Inside("$.schemas", name),
        Kind = RuleChangeKind.Changed,
        OldValue = RuleMessages.Short(JsonValue.Create(name)),
        NewValue = RuleMessages.Short(JsonValue.Create(other)),
        Consequence = RuleConsequence.Neutral,
        Risk = RuleMessages.RiskOf(RuleConsequence.Neutral),
    };
}
