using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace EventNormalization.Rules;

/// <summary>Walks two documents of rules in parallel and records their differences.</summary>
internal sealed class RulesDifference
{
    private readonly JsonObject _oldRoot;
    private readonly JsonObject _newRoot;
    private readonly List<RuleChange> _changes = [];
    private readonly SortedSet<string> _clients = new(StringComparer.Ordinal);

    private RulesDifference(JsonObject oldRoot, JsonObject newRoot) => (_oldRoot, _newRoot) = (oldRoot, newRoot);

    /// <summary>All differences of two documents; null is a text that was none.</summary>
    public static RulesComparison Find(JsonObject? stored, JsonObject? own)
    {
        if (stored is null || own is null)
        {
            return new RulesComparison([Unreadable(stored, own)], []) { AddedProfiles = [] };
        }

        var renamed = SchemaNames.Match(stored, own);
        var significant = new RulesDifference(SignificantRules.Of(stored), SignificantRules.Of(own));
        significant.Walk(RulePath.Root, (stored, own), (significant._oldRoot, significant._newRoot));
        var all = new RulesDifference(stored, own);
        all.Walk(RulePath.Root, (stored, own), (stored, own));
        var neutral = all._changes
            .Where(change => !significant._changes.Exists(other => IsOf(other.Path, change.Path)))
            .Select(AsNeutral).Concat(renamed).OrderBy(change => change.Path, StringComparer.Ordinal);
        var changes = significant._changes
            .OrderBy(change => change.Consequence).ThenBy(change => change.Path, StringComparer.Ordinal);
        return new RulesComparison([.. changes], [.. neutral]) { AddedProfiles = [.. significant._clients] };
    }

    /// <summary>Notes the differences inside two objects.</summary>
    /// <param name="place">Where they stand.</param>
    /// <param name="whole">All that is said there, also what alters no id.</param>
    /// <param name="pair">What is compared there.</param>
    private void Walk(
        RulePath place, (JsonObject? Old, JsonObject? New) whole, (JsonObject? Old, JsonObject? New) pair)
    {
        var (one, other) = (pair.Old ?? new JsonObject(), pair.New ?? new JsonObject());
        var count = _changes.Count;
        var names = one.Select(member => member.Key).Union(other.Select(member => member.Key), StringComparer.Ordinal);
        foreach (var name in names.ToList())
        {
            var inside = place.Inside(name);
            var old = Member(inside, whole.Old, one, name);
            var now = Member(inside, whole.New, other, name);
            if (old.Exists == now.Exists && JsonNode.DeepEquals(old.Value, now.Value))
            {
                continue;
            }

            var areObjects = old.Value is JsonObject or null && now.Value is JsonObject or null
                && (old.Value ?? now.Value) is not null;
            if (areObjects && (old.Exists && now.Exists || !inside.IsThing) && !IsNull(old) && !IsNull(now))
            {
                Walk(inside, (Inside(whole.Old, name), Inside(whole.New, name)), (AsObject(old), AsObject(now)));
            }
            else
            {
                Note(inside, old, now);
            }
        }

        if (_changes.Count == count && pair.Old is null != pair.New is null)
        {
            // An empty object, which only another version of the library writes.
            Note(place, (pair.Old is not null, pair.Old), (pair.New is not null, pair.New));
        }
    }

    /// <summary>
    /// What one side says. A field that could alter no id is taken as it is where the other side's can alter one.
    /// </summary>
    private static (bool Exists, JsonNode? Value) Member(
        RulePath place, JsonObject? whole, JsonObject significant, string name)
    {
        var exists = significant.TryGetPropertyValue(name, out var value)
            || (place.Names is ["fields", _] && whole?.TryGetPropertyValue(name, out value) == true);
        return (exists, value);
    }

    private static JsonObject? Inside(JsonObject? owner, string name) => owner?[name] as JsonObject;

    private static JsonObject? AsObject((bool Exists, JsonNode? Value) member) => member.Value as JsonObject;

    private static bool IsNull((bool Exists, JsonNode? Value) member) => member.Exists && member.Value is null;

    private void Note(RulePath place, (bool Exists, JsonNode? Value) old, (bool Exists, JsonNode? Value) now)
    {
        var before = old.Exists ? old.Value : place.DefaultIn(SchemaAt(_oldRoot, place));
        var after = now.Exists ? now.Value : place.DefaultIn(SchemaAt(_newRoot, place));
        var isSetting = before is not null && after is not null;
        var kind = isSetting || (old.Exists && now.Exists) ? RuleChangeKind.Changed
            : now.Exists ? RuleChangeKind.Added
            : RuleChangeKind.Removed;
        var judged = new EvaluatedRule(place, before, after, kind);
        var consequence = judged.FindConsequence(SchemaAt(_oldRoot, place), SchemaAt(_newRoot, place));
        if (consequence == RuleConsequence.ProfileAdded)
        {
            _clients.Add(place.Names[1]);
        }

        _changes.Add(judged.ToChange(consequence, SchemaAt(_oldRoot, place), SchemaAt(_newRoot, place)));
    }

    private static JsonObject SchemaAt(JsonObject root, RulePath place) =>
        place.Schema is { } name ? root["schemas"]?[name] as JsonObject ?? new JsonObject() : root;

    /// <summary>Whether one path is the other, or one of them leads inside the other.</summary>
    private static bool IsOf(string path, string other)
    {
        var (outer, inner) = path.Length <= other.Length ? (path, other) : (other, path);
        return inner.StartsWith(outer, StringComparison.Ordinal)
            && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
    }

    private static RuleChange AsNeutral(RuleChange change) => new()
    {
        Path = change.Path,
        Kind = change.Kind,
        OldValue = change.OldValue,
        NewValue = change.NewValue,
        Consequence = RuleConsequence.Neutral,
        Risk = RuleMessages.RiskOf(RuleConsequence.Neutral),
    };

    private static RuleChange Unreadable(JsonObject? stored, JsonObject? own) => new()
    {
        Path = "$",
        Kind = RuleChangeKind.Changed,
        OldValue = stored is null ? "what is no document of rules" : "rules",
        NewValue = own is null ? "what is no document of rules" : "rules",
        Consequence = RuleConsequence.ReadDifferently,
        Risk = RuleMessages.Unreadable,
    };
}
