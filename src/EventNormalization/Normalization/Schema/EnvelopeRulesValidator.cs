using System;
using System.Collections.Generic;
using System.Globalization;
using EventNormalization.Envelopes;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>
/// What the envelope rules of a schema must not contradict themselves in, and what could never apply.
/// </summary>
internal static class EnvelopeRulesValidator
{
    /// <summary>Checks all paths; what is wrong is noted.</summary>
    public static void Check(EnvelopeRules rules, SchemaErrors faults)
    {
        CheckPaths("$.records", rules.Records, faults);
        CheckPaths("$.inherit", rules.Inherit ?? [], faults);
        CheckPaths("$.spread", rules.Spread, faults);
        var decoded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in rules.Decode.Keys)
        {
            var at = "$.decode." + path;
            if (AliasPath.FindError(path) is { } fault)
            {
                faults.Add(at, $"found {SettingName.Quote(path)}, expected {fault}");
            }
            else if (!decoded.TryAdd(FoldedName.OfPath(path), path))
            {
                faults.Add(at, $"is the same path as {SettingName.Quote(decoded[FoldedName.OfPath(path)])}");
            }
        }

        faults.Require(
            rules.Inherit is null || !rules.IsNone,
            "$.inherit",
            "says what records inherit, and nothing says where there are any: records, decode or spread");
    }

    private static void CheckPaths(string setting, IReadOnlyList<string> paths, SchemaErrors faults)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            if (AliasPath.FindError(paths[i]) is { } fault)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{setting}[{i}]");
                faults.Add(at, $"found {SettingName.Quote(paths[i])}, expected {fault}");
            }
        }
    }
}
