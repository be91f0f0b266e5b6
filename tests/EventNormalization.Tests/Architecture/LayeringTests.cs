using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>Holds the compiled code to the picture in docs/architecture.md.</summary>
public sealed class LayeringTests
{
    private const string Root = "EventNormalization";

    /// <summary>Each folder with the folders that it may use; the leaves may be used by all.</summary>
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Json"] = [],
        ["Text"] = [],
        ["Telemetry"] = [],
        ["Canonicalization"] = [],
        ["Aggregation"] = [],
        ["Ingestion"] = [],
        ["Envelopes"] = ["Ingestion"],
        ["Normalization"] = ["Ingestion", "Envelopes"],
        ["Rules"] = ["Ingestion", "Envelopes", "Normalization", "Canonicalization"],
        ["Identity"] = ["Ingestion", "Envelopes", "Normalization", "Canonicalization", "Rules"],
        ["Queries"] = ["Normalization", "Aggregation", "Identity"],
        ["Totals"] = ["Normalization", "Aggregation", "Queries", "Identity"],
        ["Storage"] =
        [
            "Ingestion", "Envelopes", "Normalization", "Rules", "Aggregation", "Queries", "Totals", "Identity",
        ],
        ["Pipeline"] =
        [
            "Ingestion", "Envelopes", "Normalization", "Canonicalization", "Aggregation", "Queries", "Totals",
            "Identity",
            "Storage",
        ],
        ["Serialization"] =
        [
            "Ingestion", "Normalization", "Aggregation", "Queries", "Totals", "Identity", "Pipeline",
        ],
    };

    private static readonly string[] Leaves = ["", "Json", "Text", "Telemetry"];

    private static IEnumerable<Type> CoreTypes => typeof(RecordId).Assembly.GetTypes().Where(
        type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true);

    [Fact]
    public void No_folder_uses_one_to_its_right()
    {
        var offences =
            from type in CoreTypes
            from used in UsedTypes.Of(type)
            where used.Assembly == type.Assembly && used.Namespace is not null
                && !MayUse(FolderOf(type), FolderOf(used))
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(offences.Distinct());
    }

    [Fact]
    public void Every_folder_stands_in_the_picture()
    {
        var folders = CoreTypes.Select(FolderOf).Where(folder => folder.Length > 0).Distinct();

        Assert.Empty(folders.Except(Uses.Keys));
    }

    [Fact]
    public void The_core_needs_nothing_but_the_framework_and_NodaTime()
    {
        var references = typeof(RecordId).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Equal(["NodaTime"], references);
    }

    [Fact]
    public void The_check_sees_what_a_method_calls() =>
        Assert.Contains(typeof(RecordId), UsedTypes.Of(typeof(Caller)));

    private static bool MayUse(string folder, string used) =>
        folder == used || Leaves.Contains(used) || Uses.GetValueOrDefault(folder, []).Contains(used);

    private static string FolderOf(Type type) =>
        type.Namespace is { Length: > 18 } name ? name[(Root.Length + 1)..].Split('.')[0] : "";

    private static class Caller
    {
        public static bool Call() => RecordId.FromBytes(new byte[32]).Equals(null);
    }
}
