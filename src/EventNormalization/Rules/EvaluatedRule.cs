using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace EventNormalization.Rules;

/// <summary>A difference in one setting, and its consequence for events.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Old">What is said there or meant by default; null is nothing.</param>
/// <param name="Now">What is said there or meant by default now; null is nothing.</param>
/// <param name="Kind">What happened.</param>
internal readonly record struct EvaluatedRule(RulePath Place, JsonNode? Old, JsonNode? Now, RuleChangeKind Kind)
{
    private JsonNode[] AddedTexts => OnlyIn(Now, Old);

    private JsonNode[] RemovedTexts => OnlyIn(Old, Now);

    /// <summary>The consequence of the difference for events.</summary>
    /// <param name="oldSchema">The rules before.</param>
    /// <param name="newSchema">The rules now.</param>
    public RuleConsequence FindConsequence(JsonObject oldSchema, JsonObject newSchema) => Place.Names switch
    {
        ["fields", var field] => OfField(field, oldSchema, newSchema),
        ["fields", _, "identity"] => IsTrue(Now) ? RuleConsequence.JoinsIdentity : RuleConsequence.LeavesIdentity,
        ["fields", _, "presence"] => OfWord("required"),
        ["fields", "currency", "other"] => OfWord("refuse"),
        ["profiles", _] when Kind == RuleChangeKind.Added => RuleConsequence.ProfileAdded,
        ["profile", "date_order" or "local_time"] or ["profiles", _, "date_order" or "local_time"] => OfWord("refuse"),
        ["profile", "number_format"] or ["profiles", _, "number_format"] => OfWord("strict"),
        ["schemas", _] => Kind == RuleChangeKind.Added ? RuleConsequence.ReadsMore : RuleConsequence.ReadsLess,
        ["subjects"] => OfSubjects(),
        _ => RuleConsequence.ReadDifferently,
    };

    /// <summary>The difference as callers see it.</summary>
    /// <param name="consequence">What it does to events.</param>
    /// <param name="oldSchema">The rules before.</param>
    /// <param name="newSchema">The rules now.</param>
    public RuleChange ToChange(RuleConsequence consequence, JsonObject oldSchema, JsonObject newSchema)
    {
        var (kind, old, now) = Show();
        var isOutside = consequence == RuleConsequence.ReadDifferently
            && Place.Names is ["fields", var field, ..] && IsOutsideIdentity(field, oldSchema)
            && IsOutsideIdentity(field, newSchema);
        return new RuleChange
        {
            Path = Place.Path,
            Kind = kind,
            OldValue = old,
            NewValue = now,
            Consequence = consequence,
            Risk = isOutside ? RuleMessages.OutsideIdentity : RuleMessages.RiskOf(consequence),
        };
    }

    private (RuleChangeKind Kind, string? Old, string? Now) Show()
    {
        if (IsList(Old) && IsList(Now) && Place.Names[^1] != "join" && AddedTexts.Length + RemovedTexts.Length > 0)
        {
            return AddedTexts.Length == 0 ? (RuleChangeKind.Removed, RuleMessages.Short(RemovedTexts), null)
                : RemovedTexts.Length == 0 ? (RuleChangeKind.Added, null, RuleMessages.Short(AddedTexts))
                : (RuleChangeKind.Changed, RuleMessages.Short(RemovedTexts), RuleMessages.Short(AddedTexts));
        }

        return Kind switch
        {
            RuleChangeKind.Added => (Kind, null, Now is JsonObject ? null : RuleMessages.Short(Now)),
            RuleChangeKind.Removed => (Kind, Old is JsonObject ? null : RuleMessages.Short(Old), null),
            RuleChangeKind.Changed => (Kind, RuleMessages.Short(Old), RuleMessages.Short(Now)),
            _ => throw new InvalidOperationException($"No such kind of change is known here: {Kind}."),
        };
    }

    private RuleConsequence OfField(string name, JsonObject oldSchema, JsonObject newSchema)
    {
        var isAdded = Kind == RuleChangeKind.Added;
        var isIdentity = name == "key" || IsTrue((Now ?? Old)?["identity"]);
        return isIdentity && isAdded ? RuleConsequence.JoinsIdentity
            : isIdentity ? RuleConsequence.LeavesIdentity
            : !IsOutsideIdentity(name, isAdded ? newSchema : oldSchema) ? RuleConsequence.ReadDifferently
            : isAdded ? RuleConsequence.ReadsLess
            : RuleConsequence.ReadsMore;
    }

    /// <summary>Of a setting with one word that refuses what all others read alike or in a way of their own.</summary>
    private RuleConsequence OfWord(string refusing) =>
        IsWord(Old, refusing) ? RuleConsequence.ReadsMore
            : IsWord(Now, refusing) ? RuleConsequence.ReadsLess
            : RuleConsequence.ReadDifferently;

    private RuleConsequence OfSubjects() =>
        AddedTexts.Length > 0 && RemovedTexts.Length > 0 ? RuleConsequence.ReadDifferently
            : AddedTexts.Length > 0 ? RuleConsequence.ReadsLess
            : RuleConsequence.ReadsMore;

    /// <summary>Whether no id depends on a further field, also not by way of another field.</summary>
    private static bool IsOutsideIdentity(string name, JsonObject schema) =>
        name != "key" && !FieldDocument.IsOfRecord(name) && schema["fields"] is JsonObject fields
        && !IsTrue(fields[name]?["identity"])
        && !fields.Any(pair => pair.Key != name && IsWord((pair.Value as JsonObject)?["read_from"], name));

    private static JsonNode[] OnlyIn(JsonNode? list, JsonNode? other) => list is JsonArray items
        ? [.. items.OfType<JsonNode>().Where(item => !IsIn(item, other as JsonArray))]
        : [];

    private static bool IsIn(JsonNode item, JsonArray? list) =>
        list is not null && list.Any(same => JsonNode.DeepEquals(item, same));

    private static bool IsList(JsonNode? node) => node is JsonArray items && items.All(item => item is JsonValue);

    private static bool IsTrue(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    private static bool IsWord(JsonNode? node, string word) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text == word;
}
