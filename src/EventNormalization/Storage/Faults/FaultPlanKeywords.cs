using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EventNormalization.Storage;

/// <summary>The keywords of the text of plans.</summary>
internal static class FaultPlanKeywords
{
    public const string None = "none";
    public const string Then = "then";
    public const string Seed = "seed";
    public const string Latency = "latency";
    public const string Only = "only";
    public const string UpToAttempt = "up-to-attempt";
    public const string OnCall = "on-call";
    public const string Between = "between";
    public const string ForKey = "for-key";

    public static IReadOnlyDictionary<string, FaultKind> Kinds { get; } = Enum.GetValues<FaultKind>()
        .Where(kind => kind != FaultKind.None)
        .ToDictionary(WordOf, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, StoreOperation> Operations { get; } = Enum.GetValues<StoreOperation>()
        .ToDictionary(WordOf, StringComparer.Ordinal);

    /// <summary>All that may stand in front of an equals sign.</summary>
    public static string AllSettings { get; } = string.Join(
        ", ", new[] { Seed }.Concat(Kinds.Keys).Concat([Latency, Only, UpToAttempt, OnCall, Between, ForKey]));

    public static string WordOf(FaultKind kind) => WordOf(kind.ToString());

    public static string WordOf(StoreOperation operation) => WordOf(operation.ToString());

    /// <summary>Milliseconds, exactly.</summary>
    public static string TextOf(TimeSpan delay) =>
        ((decimal)delay.Ticks / TimeSpan.TicksPerMillisecond).ToString("0.####", CultureInfo.InvariantCulture) + "ms";

    /// <summary>"ThrowAfter" is "throw-after".</summary>
    private static string WordOf(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            word.Append(char.IsAsciiLetterUpper(character) && word.Length > 0 ? "-" : "")
                .Append(char.ToLowerInvariant(character));
        }

        return word.ToString();
    }
}
