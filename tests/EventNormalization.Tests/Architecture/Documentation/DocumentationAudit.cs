using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>Reads sources and lists what the documentation of their public members lacks.</summary>
internal sealed class DocumentationAudit
{
    /// <summary>Interfaces of the framework that declare one member; any other one may declare all of them.</summary>
    private static readonly Dictionary<string, string> FrameworkMembers = new(StringComparer.Ordinal)
    {
        ["IEquatable"] = nameof(Equals),
        ["IComparable"] = nameof(IComparable.CompareTo),
        ["IDisposable"] = nameof(IDisposable.Dispose),
        ["IAsyncDisposable"] = nameof(IAsyncDisposable.DisposeAsync),
    };

    private readonly Dictionary<string, SourceType> _types = new(StringComparer.Ordinal);
    private readonly ThrownExceptions _thrown;

    private DocumentationAudit(IEnumerable<(string File, string Text)> sources)
    {
        _thrown = new ThrownExceptions(_types);
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        foreach (var (file, text) in sources)
        {
            var nodes = CSharpSyntaxTree.ParseText(text, options).GetRoot().DescendantNodes().ToList();
            foreach (var type in nodes.OfType<TypeDeclarationSyntax>())
            {
                TypeOf(type).Add(file, type);
            }

            foreach (var named in nodes.OfType<DelegateDeclarationSyntax>()
                .Where(each => each.Parent is not TypeDeclarationSyntax))
            {
                TypeOf("delegate " + named.Identifier.Text, null).Add(file, named);
            }
        }
    }

    /// <summary>How many public members the sources have that need more than a summary.</summary>
    public int MemberCount => PublicMembers.Count();

    private IEnumerable<SourceMember> PublicMembers => _types.Values.Where(type => type.IsPublic)
        .SelectMany(type => type.Members).Where(member => member.IsPublic && !member.IsComparison);

    public static DocumentationAudit Of(IEnumerable<(string File, string Text)> sources) => new(sources);

    public IReadOnlyList<DocumentationFinding> Findings() => [.. PublicMembers.SelectMany(FindingsOf)
        .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)];

    private SourceType TypeOf(TypeDeclarationSyntax syntax)
    {
        var outer = syntax.Parent is TypeDeclarationSyntax enclosing ? TypeOf(enclosing) : null;
        var name = (outer is null ? string.Empty : outer.Name + ".") + syntax.Identifier.Text;
        return TypeOf(name, outer, syntax.TypeParameterList?.Parameters.Count ?? 0);
    }

    private SourceType TypeOf(string name, SourceType? outer, int arity = 0)
    {
        var key = SourceType.KeyOf(name, arity);
        if (!_types.TryGetValue(key, out var type))
        {
            _types[key] = type = new SourceType(name, outer);
        }

        return type;
    }

    private IEnumerable<DocumentationFinding> FindingsOf(SourceMember member)
    {
        var documentation = member.Documentation;
        if (!documentation.Inherits)
        {
            return MissingTexts(member).Concat(MissingExceptions(member, []));
        }

        var inherited = InheritedBy(member, documentation.InheritedName).ToList();
        if (inherited.Count > 0)
        {
            // The inherited member is judged where it stands, unless nobody outside sees it.
            var hidden = inherited.Where(each => !each.IsPublic).SelectMany(MissingTexts);
            return hidden.Concat(MissingExceptions(member, inherited));
        }

        // What the framework declares, it documents.
        return member.Syntax.Modifiers.Any(SyntaxKind.OverrideKeyword) || FrameworkDeclares(member.Name, member.Owner)
            ? []
            : [Finding(member, "inheritdoc", "stands where nothing is inherited")];
    }

    private IEnumerable<DocumentationFinding> MissingTexts(SourceMember member)
    {
        var documentation = member.Documentation;
        if (member.Syntax is PropertyDeclarationSyntax)
        {
            // Of properties the compiler asks for the summary, and what they throw is asked for below.
            yield break;
        }

        if (Problem(documentation.TextOf("summary", null), member.Name, member.Owner.Name) is { } summary)
        {
            yield return Finding(member, "summary", summary);
        }

        foreach (var parameter in member.Parameters)
        {
            var name = parameter.Identifier.Text;
            var type = parameter.Type?.ToString() ?? string.Empty;
            if (Problem(documentation.TextOf("param", name), name, type) is { } problem)
            {
                yield return Finding(member, $"param name=\"{name}\"", problem);
            }
        }

        foreach (var name in member.TypeParameters)
        {
            if (Problem(documentation.TextOf("typeparam", name), name, "type") is { } problem)
            {
                yield return Finding(member, $"typeparam name=\"{name}\"", problem);
            }
        }

        if (member.Returned is { } returned
            && Problem(documentation.TextOf("returns", null), member.Name, returned.ToString()) is { } returns)
        {
            yield return Finding(member, "returns", returns);
        }
    }

    private IEnumerable<DocumentationFinding> MissingExceptions(
        SourceMember member, IReadOnlyList<SourceMember> inherited)
    {
        var named = inherited.Append(member)
            .SelectMany(each => each.Documentation.Exceptions).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _thrown.Of(member))
        {
            if (!named.Contains(name))
            {
                yield return Finding(member, $"exception cref=\"{name}\"", "is missing, and the code throws it");
            }
            else if (member.Documentation.Exceptions.Contains(name)
                && Problem(member.Documentation.TextOf("exception", name), "error thrown out of range") is { } problem)
            {
                yield return Finding(member, $"exception cref=\"{name}\"", problem);
            }
        }
    }

    private IEnumerable<SourceMember> InheritedBy(SourceMember member, string? named) =>
        named is not null
            ? _types.Values.SelectMany(type => type.Members)
                .Where(each => each.Name == named && !each.Documentation.Inherits)
            : BasesOf(member.Owner).SelectMany(type => type.Members).Where(each => each.Name == member.Name
                && each.Parameters.Count == member.Parameters.Count && !each.Documentation.Inherits);

    private IEnumerable<SourceType> BasesOf(SourceType type) => type.Bases
        .Select(_types.GetValueOrDefault).OfType<SourceType>()
        .SelectMany(each => BasesOf(each).Prepend(each));

    /// <summary>Whether something outside of the sources may declare the member that a type has.</summary>
    private bool FrameworkDeclares(string member, SourceType type) =>
        (type.IsRecord && member == nameof(Equals)) || type.Bases.Any(name =>
            _types.TryGetValue(name, out var known) ? FrameworkDeclares(member, known)
            : !FrameworkMembers.TryGetValue(name.Split('`')[0], out var declared) || declared == member);

    private static string? Problem(string? text, params string[] names) =>
        text is null ? "is missing"
        : SuspiciousText.IsBare(text) || SuspiciousText.Repeats(text, names) ? $"says nothing: \"{text}\""
        : null;

    private static DocumentationFinding Finding(SourceMember member, string tag, string problem) =>
        new(member.File, member.Line, member.FullName, tag, problem);
}
