using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>How long the methods of the library are, and of how many parameters.</summary>
public sealed class MethodTests
{
    private const int LinesMax = 40;

    private const int ParametersMax = 4;

    /// <summary>The methods that are longer or take more, each with the reason why that is better.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["FastAmounts.TryRead"] =
            "Inlined into the reading of every event, which has the text as bytes and as words; not measured as one.",
        ["FastScanner.Open"] =
            "Inlined into the scanner's loop, whose registers its parameters are; not measured as one type.",
        ["FastScanner.ReadEvent"] =
            "The scanner's loop: its state lives in registers, and a call would spill it; not measured in parts.",
        ["SqliteNative.CreateFunction"] = "A function of SQLite, which has these parameters.",
    };

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    [Fact]
    public void Methods_have_at_most_40_lines_and_4_parameters()
    {
        var offences = Offences().Where(one => !Exceptions.ContainsKey(one.Name)).Select(one => one.Found);

        Assert.Empty(offences);
    }

    [Fact]
    public void No_exception_outlives_its_method() =>
        Assert.Empty(Exceptions.Keys.Except(Offences().Select(one => one.Name)));

    [Theory]
    [InlineData("class A { void F(int a, int b, int c, int d) { } }", "")]
    [InlineData("class A { void F(int a, int b, int c, int d, int e) { } }", "A.F: 1 lines, 5 parameters")]
    [InlineData("class A { A(int a, int b, int c, int d, int e) { } }", "A.A: 1 lines, 5 parameters")]
    [InlineData("class A(int a, int b, int c, int d, int e);", "A.A: 1 lines, 5 parameters")]
    [InlineData(
        "class A { void F() { void G(int a, int b, int c, int d, int e) { } } }", "A.G: 1 lines, 5 parameters")]
    public void A_method_of_more_than_4_parameters_is_found(string source, string expected) =>
        Assert.Equal(expected, string.Join("; ", OffencesIn(source).Select(one => one.Found)));

    [Theory]
    [InlineData(37, "")]
    [InlineData(38, "A.F: 41 lines, 0 parameters")]
    public void A_method_of_more_than_40_lines_is_found(int bodyLines, string expected)
    {
        var body = string.Concat(Enumerable.Repeat("        G();\n", bodyLines));

        var offences = OffencesIn($"class A\n{{\n    void F()\n    {{\n{body}    }}\n}}\n");

        Assert.Equal(expected, string.Join("; ", offences.Select(one => one.Found)));
    }

    private static IEnumerable<(string Name, string Found)> Offences() => Directory
        .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
            && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(file => OffencesIn(File.ReadAllText(file)));

    private static IEnumerable<(string Name, string Found)> OffencesIn(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, Options);
        Assert.DoesNotContain(tree.GetDiagnostics(), fault => fault.Severity == DiagnosticSeverity.Error);
        return
            from node in tree.GetRoot().DescendantNodes()
            let parameters = ParametersOf(node)?.Parameters.Count ?? 0
            let lines = IsMethod(node) ? LinesOf(node) : 1
            where lines > LinesMax || parameters > ParametersMax
            let name = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault(type => type != node)
                is { } type && node is not TypeDeclarationSyntax
                ? $"{type.Identifier.Text}.{NameOf(node)}" : $"{NameOf(node)}.{NameOf(node)}"
            select (name, $"{name}: {lines} lines, {parameters} parameters");
    }

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    /// <summary>From the first line of the declaration, after its documentation, to the last.</summary>
    private static int LinesOf(SyntaxNode node)
    {
        var place = node.SyntaxTree.GetLineSpan(node.Span);
        return place.EndLinePosition.Line - place.StartLinePosition.Line + 1;
    }

    private static ParameterListSyntax? ParametersOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList,
        LocalFunctionStatementSyntax local => local.ParameterList,
        TypeDeclarationSyntax type => type.ParameterList,
        DelegateDeclarationSyntax type => type.ParameterList,
        _ => null,
    };

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
