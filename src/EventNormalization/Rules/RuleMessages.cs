using System;
using System.Linq;
using System.Text.Json.Nodes;
using EventNormalization.Normalization;

namespace EventNormalization.Rules;

/// <summary>The messages about differences of rules.</summary>
internal static class RuleMessages
{
    /// <summary>The risk of other values outside the identity.</summary>
    public const string OutsideIdentity =
        "The field has other values in events that are stored from now on; no event gets another id.";

    /// <summary>The risk of documents that cannot be compared.</summary>
    public const string Unreadable = "Nothing is known of the rules that wrote the store, so any event that is "
        + "delivered again may get another id and be counted a second time.";

    /// <summary>A consequence in a few words.</summary>
    public static string Of(RuleConsequence consequence) => consequence switch
    {
        RuleConsequence.JoinsIdentity => "joins the identity",
        RuleConsequence.LeavesIdentity => "leaves the identity",
        RuleConsequence.ReadDifferently => "read differently",
        RuleConsequence.ReadsLess => "reads less",
        RuleConsequence.ReadsMore => "reads more",
        RuleConsequence.ProfileAdded => "a profile for a client that had none",
        RuleConsequence.Neutral => "no id differs",
        _ => throw new ArgumentOutOfRangeException(nameof(consequence), consequence, null),
    };

    /// <summary>What a consequence risks.</summary>
    public static string RiskOf(RuleConsequence consequence) => consequence switch
    {
        RuleConsequence.JoinsIdentity => "An event with the field that was stored before gets another id when it is "
            + "delivered again, and is counted a second time.",
        RuleConsequence.LeavesIdentity => "Events that differ in the field alone become one and count once; one that "
            + "was stored before gets another id when it is delivered again, and is counted a second time.",
        RuleConsequence.ReadDifferently => "An event that was stored before may get another id when it is delivered "
            + "again, and is then counted a second time.",
        RuleConsequence.ReadsLess => "Events that were stored before are refused when they come now; none gets another "
            + "id.",
        RuleConsequence.ReadsMore =>
            "Events that were refused before are stored when they come again; none gets another "
            + "id.",
        RuleConsequence.ProfileAdded => "Events of this client may be read differently: one that was stored or failed "
            + "before may get another id when it is delivered again.",
        RuleConsequence.Neutral => "None: no event gets another id.",
        _ => throw new ArgumentOutOfRangeException(nameof(consequence), consequence, null),
    };

    /// <summary>A value as JSON, on one line and cut short.</summary>
    public static string Short(JsonNode? value) => value is null ? "none" : OffendingText.Escape(Relaxed(value));

    /// <summary>The texts of a list, cut short.</summary>
    public static string Short(JsonNode[] texts) =>
        OffendingText.Escape(string.Join(", ", texts.Select(text => Relaxed(text))));

    /// <summary>The path of a member, in brackets if its name is not a plain identifier.</summary>
    public static string Inside(string path, string name)
    {
        var isPlain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return isPlain ? $"{path}.{name}" : $"{path}[{SettingName.Quote(name)}]";
    }

    private static string Relaxed(JsonNode value) =>
        System.Text.Encoding.UTF8.GetString(CanonicalRules.Write(value));
}
