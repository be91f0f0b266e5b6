using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>
/// Holds the packages to documentation that tells a caller what goes in, what comes out and what is thrown.
/// </summary>
public sealed class DocumentationTests
{
    /// <summary>Where a package's documentation is not shipped, nobody reads it: the tool has no API.</summary>
    private const string NoDocumentation = "<GenerateDocumentationFile>false";

    public static TheoryData<string, string> Gaps => new()
    {
        { "public void Find() { }", "Store.Find(): <summary> is missing" },
        { Says("Finds.") + "public void Find() { }", "Store.Find(): <summary> says nothing: \"Finds.\"" },
        { Says("Looks it up.") + "public void Find(int key) { }", "Store.Find(int): <param name=\"key\"> is missing" },
        {
            Says("Looks it up.", "<param name=\"key\">The key.</param>") + "public void Find(int key) { }",
            "Store.Find(int): <param name=\"key\"> says nothing: \"The key.\""
        },
        {
            Says("Looks it up.", "<param name=\"key\">The specified value.</param>") + "public void Find(int key) { }",
            "Store.Find(int): <param name=\"key\"> says nothing: \"The specified value.\""
        },
        {
            Says("Looks it up.", "<param name=\"key\">The entry.</param>") + "public void Find(int key) { }",
            "Store.Find(int): <param name=\"key\"> says nothing: \"The entry.\""
        },
        { Says("Looks it up.") + "public void Find<T>() { }", "Store.Find(): <typeparam name=\"T\"> is missing" },
        { Says("Looks it up.") + "public int Find() => 0;", "Store.Find(): <returns> is missing" },
        {
            Says("Looks it up.", "<returns>The Task result.</returns>") + "public Task<int> FindAsync() => null;",
            "Store.FindAsync(): <returns> says nothing: \"The Task result.\""
        },
        {
            Says("Looks it up.", "<returns>Never negative.</returns>") + "public int this[int key] => 0;",
            "Store.this[](int): <param name=\"key\"> is missing"
        },
        {
            Says("A place that is kept.") + "public Store(int size) { }",
            "Store.Store(int): <param name=\"size\"> is missing"
        },
        {
            Says("Counts it.", "<param name=\"store\">Any.</param>\n/// <returns>At least 0.</returns>")
                + "public static implicit operator int(Store store) => 0;",
            "Store.operator int(Store): <param name=\"store\"> says nothing: \"Any.\""
        },
        { Says("Asks again.") + "protected int Next() => 0;", "Store.Next(): <returns> is missing" },
        {
            Says("Is called by it.") + "public delegate void Change(int count);",
            "Change(int): <param name=\"count\"> is missing"
        },
        {
            Says("What it read.") + "public sealed record Row(int Count);",
            "Store.Row(int): <param name=\"Count\"> is missing"
        },
        {
            Says("Gives up.") + "public void Stop() => throw new IOException();",
            "Store.Stop(): <exception cref=\"IOException\"> is missing, and the code throws it"
        },
        {
            Says("Gives up.") + "public void Stop() { ObjectDisposedException.ThrowIf(true, this); }",
            "Store.Stop(): <exception cref=\"ObjectDisposedException\"> is missing, and the code throws it"
        },
        {
            Says("Gives up.") + "public void Stop() { _token.ThrowIfCancellationRequested(); }",
            "Store.Stop(): <exception cref=\"OperationCanceledException\"> is missing, and the code throws it"
        },
        {
            Says("Gives up.") + "public void Stop() { Check(); } private void Check() { throw new IOException(); }",
            "Store.Stop(): <exception cref=\"IOException\"> is missing, and the code throws it"
        },
        {
            Says("Gives up.", "<exception cref=\"IOException\">An error.</exception>")
                + "public void Stop() => throw new IOException();",
            "Store.Stop(): <exception cref=\"IOException\"> says nothing: \"An error.\""
        },
        {
            Says("Rows.") + "public int Size { get; init => field = value > 0 ? 1 : throw new ArgumentException(); }",
            "Store.Size: <exception cref=\"ArgumentException\"> is missing, and the code throws it"
        },
        { "/// <inheritdoc/>\npublic void Find() { }", "Store.Find(): <inheritdoc> stands where nothing is inherited" },
        {
            "public sealed class Row : IEquatable<Row>\n{\n/// <inheritdoc/>\npublic void Find() { }\n}",
            "Store.Row.Find(): <inheritdoc> stands where nothing is inherited"
        },
    };

    [Fact]
    public void Every_public_member_says_what_it_takes_what_it_gives_and_what_it_throws()
    {
        var audit = DocumentationAudit.Of(PackageSources());

        var findings = audit.Findings();

        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.InRange(audit.MemberCount, 500, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public void A_gap_is_named_with_its_member_and_its_tag(string member, string expected)
    {
        var findings = FindingsOf($"public sealed class Store\n{{\n{member}\n}}");

        var finding = Assert.Single(findings);
        Assert.EndsWith(": " + expected, finding.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Store.cs(", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_delegate_beside_the_types_is_a_member_like_any_other()
    {
        var findings = FindingsOf(Says("Is called by it.") + "public delegate void Change(int count);");

        Assert.Equal("Store.cs(3): Change(int): <param name=\"count\"> is missing", Assert.Single(findings).ToString());
    }

    [Fact]
    public void Who_inherits_documentation_inherits_its_gaps_and_must_name_what_only_he_throws()
    {
        const string Source = """
            internal interface IPlace { void Find(int key); }
            public sealed class Store : IPlace
            {
                /// <inheritdoc/>
                public void Find(int key) => throw new IOException();
            }
            """;

        var findings = FindingsOf(Source);

        Assert.Equal(
            [
                "Store.cs(1): IPlace.Find(int): <summary> is missing",
                "Store.cs(1): IPlace.Find(int): <param name=\"key\"> is missing",
                "Store.cs(5): Store.Find(int): <exception cref=\"IOException\"> is missing, and the code throws it",
            ],
            findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void What_nobody_outside_calls_or_nobody_can_be_thrown_needs_no_words()
    {
        const string Source = """
            public sealed class Store
            {
                private int Find(int key) => key;
                internal int Look(int key) => key;
                public static bool operator ==(Store left, Store right) => true;
                /// <summary>Looks it up, and passes over what cannot be read.</summary>
                public void Skip() { try { throw new IOException(); } catch (IOException) { } }
                /// <summary>Calls back later.</summary>
                public void Later() { _change = () => throw new IOException(); }
                /// <summary>Two are equal when they are the same.</summary>
                /// <returns><see langword="true"/> of itself alone.</returns>
                public override string ToString() => string.Empty;
            }
            """;

        Assert.Empty(FindingsOf(Source));
    }

    private static string Says(string summary, string more = "") => $"/// <summary>{summary}</summary>\n/// {more}\n";

    private static IReadOnlyList<DocumentationFinding> FindingsOf(string source) =>
        DocumentationAudit.Of([("Store.cs", source)]).Findings();

    private static IEnumerable<(string File, string Text)> PackageSources() =>
        from project in Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
        where !File.ReadAllText(project).Contains(NoDocumentation, StringComparison.Ordinal)
        from file in Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        select (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file));
}
