using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventNormalization.Tests.Architecture.Documentation;

/// <summary>The exceptions that the code of a member throws itself, by the names of their types.</summary>
/// <remarks>
/// Read are <c>throw new</c>, <c>X.ThrowIf…</c>, <c>ThrowIfCancellationRequested</c> and the guards of the project:
/// methods that no caller outside of it sees and that throw. What a lambda throws is thrown by whoever calls it, and
/// what the same body catches never leaves it. A guard's last arm of a switch answers values that no caller has.
/// </remarks>
internal sealed class ThrownExceptions(IReadOnlyDictionary<string, SourceType> types)
{
    /// <summary>Such an exception says that the program is wrong, and no caller can prepare for it.</summary>
    private const string Unreachable = "UnreachableException";

    public IReadOnlyList<string> Of(SourceMember member) =>
        [.. In(member, 1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<SyntaxNode> NodesOf(SyntaxNode member) => member is TypeDeclarationSyntax
        ? []
        : member.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax);

    private static string? CreatedBy(ExpressionSyntax? thrown) =>
        thrown is ObjectCreationExpressionSyntax created ? SourceType.NameOf(created.Type) : null;

    private static bool IsCaught(SyntaxNode node, string name) => node.Ancestors().OfType<TryStatementSyntax>().Any(
        attempt => attempt.Block.Span.Contains(node.Span) && attempt.Catches.Any(
            each => each.Declaration is null || SourceType.NameOf(each.Declaration.Type) == name));

    private static bool IsLastArm(SyntaxNode node) =>
        node.Ancestors().Any(each => each is SwitchExpressionArmSyntax { Pattern: DiscardPatternSyntax }
            || (each is SwitchSectionSyntax section && section.Labels.Any(label => label is DefaultSwitchLabelSyntax)));

    private IEnumerable<string> In(SourceMember member, int depth)
    {
        foreach (var node in NodesOf(member.Syntax).Where(node => depth > 0 || !IsLastArm(node)))
        {
            var names = node switch
            {
                ThrowStatementSyntax statement => [CreatedBy(statement.Expression)],
                ThrowExpressionSyntax expression => [CreatedBy(expression.Expression)],
                InvocationExpressionSyntax call => ByCall(call, member, depth),
                _ => [],
            };
            foreach (var name in names.OfType<string>().Where(name => name != Unreachable && !IsCaught(node, name)))
            {
                yield return name;
            }
        }
    }

    private IEnumerable<string?> ByCall(InvocationExpressionSyntax call, SourceMember caller, int depth)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: var method } access)
        {
            var target = access.Expression.ToString();
            if (method == "ThrowIfCancellationRequested")
            {
                return ["OperationCanceledException"];
            }

            if (method.StartsWith("ThrowIf", StringComparison.Ordinal)
                && target.EndsWith("Exception", StringComparison.Ordinal))
            {
                return [target[(target.LastIndexOf('.') + 1)..]];
            }

            return types.TryGetValue(target, out var type) && !type.IsPublic ? ByGuard(type, method, call, depth) : [];
        }

        return call.Expression is IdentifierNameSyntax { Identifier.Text: var own }
            ? ByGuard(caller.Owner, own, call, depth)
            : [];
    }

    /// <summary>What a guard throws; of overloads that cannot be told apart here, what all of them throw.</summary>
    private IEnumerable<string?> ByGuard(SourceType type, string method, InvocationExpressionSyntax call, int depth)
    {
        var count = call.ArgumentList.Arguments.Count;
        var guards = depth == 0
            ? []
            : type.Members.Where(member => member.Name == method && !member.IsPublic
                && member.Parameters.Count >= count
                && member.Parameters.Skip(count).All(parameter => parameter.Default is not null)).ToList();
        return guards.Count == 0
            ? []
            : guards.Select(guard => In(guard, depth - 1)).Aggregate((left, right) => left.Intersect(right));
    }
}
