using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>A member, or a type with parameters, as the sources declare it.</summary>
internal sealed record SourceMember(string File, SourceType Owner, MemberDeclarationSyntax Syntax)
{
    /// <summary>Comparisons say what their operators say, whatever the type; they need no tags.</summary>
    private static readonly SyntaxKind[] Comparisons =
    [
        SyntaxKind.EqualsEqualsToken, SyntaxKind.ExclamationEqualsToken, SyntaxKind.LessThanToken,
        SyntaxKind.GreaterThanToken, SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken,
    ];

    public MemberDocumentation Documentation { get; } = MemberDocumentation.Of(Syntax);

    public string Name => Syntax switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax => Owner.Name,
        OperatorDeclarationSyntax symbol => "operator " + symbol.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax conversion => "operator " + conversion.Type,
        IndexerDeclarationSyntax => "this[]",
        DelegateDeclarationSyntax named => named.Identifier.Text,
        TypeDeclarationSyntax => Owner.Name,
        _ => string.Empty,
    };

    public string FullName => Syntax is TypeDeclarationSyntax or DelegateDeclarationSyntax
        ? Name + Signature
        : $"{Owner.Name}.{Name}{Signature}";

    public int Line => Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public bool IsComparison =>
        Syntax is OperatorDeclarationSyntax symbol && Comparisons.Contains(symbol.OperatorToken.Kind());

    public bool IsPublic => Owner.IsPublic && !IsExplicit && (Syntax is TypeDeclarationSyntax
        || Syntax.Modifiers.Any(SyntaxKind.PublicKeyword)
        || (Syntax.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !Syntax.Modifiers.Any(SyntaxKind.PrivateKeyword))
        || (Owner.IsInterface && !Syntax.Modifiers.Any(SyntaxKind.PrivateKeyword)
            && !Syntax.Modifiers.Any(SyntaxKind.InternalKeyword)));

    public IReadOnlyList<ParameterSyntax> Parameters => ((BaseParameterListSyntax?)(Syntax switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList,
        IndexerDeclarationSyntax indexer => indexer.ParameterList,
        DelegateDeclarationSyntax named => named.ParameterList,
        TypeDeclarationSyntax type => type.ParameterList,
        _ => null,
    }))?.Parameters.ToList() ?? [];

    public IReadOnlyList<string> TypeParameters => (Syntax switch
    {
        MethodDeclarationSyntax method => method.TypeParameterList,
        DelegateDeclarationSyntax named => named.TypeParameterList,
        TypeDeclarationSyntax type => type.TypeParameterList,
        _ => null,
    })?.Parameters.Select(parameter => parameter.Identifier.Text).ToList() ?? [];

    /// <summary>What the member returns; null where it returns nothing that a <c>returns</c> could describe.</summary>
    public TypeSyntax? Returned
    {
        get
        {
            var type = Syntax switch
            {
                MethodDeclarationSyntax method => method.ReturnType,
                OperatorDeclarationSyntax symbol => symbol.ReturnType,
                ConversionOperatorDeclarationSyntax conversion => conversion.Type,
                IndexerDeclarationSyntax indexer => indexer.Type,
                DelegateDeclarationSyntax named => named.ReturnType,
                _ => null,
            };
            return type?.ToString() is "void" or "Task" or "ValueTask" ? null : type;
        }
    }

    private bool IsExplicit => Syntax switch
    {
        MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier is not null,
        BasePropertyDeclarationSyntax property => property.ExplicitInterfaceSpecifier is not null,
        _ => false,
    };

    private string Signature => Parameters.Count == 0
        ? Syntax is PropertyDeclarationSyntax or TypeDeclarationSyntax ? string.Empty : "()"
        : $"({string.Join(", ", Parameters.Select(parameter => parameter.Type))})";
}
