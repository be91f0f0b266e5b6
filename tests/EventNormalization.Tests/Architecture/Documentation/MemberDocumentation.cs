using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>The documentation comment of a member, as XML.</summary>
internal sealed class MemberDocumentation
{
    private readonly XElement _root;

    private MemberDocumentation(XElement root) => _root = root;

    public bool HasSummary => TextOf("summary", null) is not null;

    public bool Inherits => _root.Element("inheritdoc") is not null;

    /// <summary>The member that <c>inheritdoc</c> names, without its type; null where it names none.</summary>
    public string? InheritedName => _root.Element("inheritdoc")?.Attribute("cref")?.Value is { } cref
        ? LastName(cref)
        : null;

    public IEnumerable<string> Exceptions =>
        _root.Elements("exception").Select(element => LastName(element.Attribute("cref")?.Value ?? string.Empty));

    public static MemberDocumentation Of(MemberDeclarationSyntax syntax)
    {
        var lines = syntax.GetLeadingTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
            .SelectMany(trivia => trivia.ToFullString().Split('\n'))
            .Select(line => line.TrimStart())
            .Select(line => line.StartsWith("///", StringComparison.Ordinal) ? line[3..] : line);
        try
        {
            return new(XElement.Parse($"<doc>{string.Join('\n', lines)}</doc>"));
        }
        catch (XmlException)
        {
            // The compiler refuses such a comment; here it is as if there were none.
            return new(new XElement("doc"));
        }
    }

    /// <summary>The text of a tag, what it refers to included; null where the tag is not there or empty.</summary>
    public string? TextOf(string tag, string? name)
    {
        var key = tag == "exception" ? "cref" : "name";
        var element = _root.Elements(tag).FirstOrDefault(each => name is null
            || LastName(each.Attribute(key)?.Value ?? string.Empty) == name);
        var text = element is null ? string.Empty : string.Join(' ', TextsIn(element)).Trim();
        return text.Length == 0 ? null : text;
    }

    private static IEnumerable<string> TextsIn(XElement element) => element.DescendantNodes().SelectMany(TextsOf);

    private static IEnumerable<string> TextsOf(XNode node) => node switch
    {
        XText text => [text.Value],
        XElement inner => inner.Attributes()
            .Where(each => each.Name.LocalName is "cref" or "name" or "langword" or "href").Select(each => each.Value),
        _ => [],
    };

    private static string LastName(string cref)
    {
        var name = cref.Split('(', '{')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
