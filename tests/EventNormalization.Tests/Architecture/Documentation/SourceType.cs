using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>A type with all of its parts.</summary>
internal sealed class SourceType(string name, SourceType? outer)
{
    private readonly List<(string File, TypeDeclarationSyntax Syntax)> _parts = [];
    private readonly List<(string File, DelegateDeclarationSyntax Syntax)> _delegates = [];

    public string Name { get; } = name;

    public bool IsInterface => _parts.Exists(part => part.Syntax is InterfaceDeclarationSyntax);

    /// <summary>The compiler gives a record the equality that it documents itself.</summary>
    public bool IsRecord => _parts.Exists(part => part.Syntax is RecordDeclarationSyntax);

    public bool IsPublic => outer is not { IsPublic: false }
        && (_delegates.Count > 0 || outer is { IsInterface: true }
            || _parts.Exists(part => part.Syntax.Modifiers.Any(SyntaxKind.PublicKeyword)));

    /// <summary>The keys of the types that it derives from or implements.</summary>
    public IReadOnlyList<string> Bases => [.. _parts
        .SelectMany(part => part.Syntax.BaseList?.Types.Select(type => type.Type) ?? [])
        .Select(KeyOf)];

    public IReadOnlyList<SourceMember> Members => field ??=
        [.. MembersOf(_parts), .. _delegates.Select(each => new SourceMember(each.File, this, each.Syntax))];

    public void Add(string file, TypeDeclarationSyntax part) => _parts.Add((file, part));

    /// <summary>Takes a delegate that stands in no type.</summary>
    public void Add(string file, DelegateDeclarationSyntax named) => _delegates.Add((file, named));

    /// <summary>The name of a type, with the number of its type parameters where it has any.</summary>
    public static string KeyOf(string name, int arity) => arity == 0 ? name : $"{name}`{arity}";

    /// <summary>The name of a type, without what stands before it and without its arguments.</summary>
    public static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => NameOf(qualified.Right),
        AliasQualifiedNameSyntax alias => NameOf(alias.Name),
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        GenericNameSyntax generic => generic.Identifier.Text,
        _ => type.ToString(),
    };

    private static string KeyOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => KeyOf(qualified.Right),
        GenericNameSyntax generic => KeyOf(generic.Identifier.Text, generic.TypeArgumentList.Arguments.Count),
        _ => NameOf(type),
    };

    private IEnumerable<SourceMember> MembersOf(IReadOnlyList<(string File, TypeDeclarationSyntax Syntax)> parts)
    {
        foreach (var (file, part) in parts)
        {
            if (part.ParameterList is not null || part.TypeParameterList is not null)
            {
                // The documentation stands at one part.
                var shown = parts.Select(each => each.Syntax).FirstOrDefault(
                    each => MemberDocumentation.Of(each).HasSummary, part);
                if (shown == part || part.ParameterList is not null)
                {
                    yield return new SourceMember(file, this, part);
                }
            }

            foreach (var member in part.Members.Where(member => member is BaseMethodDeclarationSyntax
                or BasePropertyDeclarationSyntax or DelegateDeclarationSyntax))
            {
                yield return new SourceMember(file, this, member);
            }
        }
    }
}
