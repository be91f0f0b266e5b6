using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EventNormalization.Identity;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>Holds what only authors of stores and queues need apart from what hosts use.</summary>
public sealed class AuthoringTests
{
    private const string Suffix = ".Authoring";

    /// <summary>
    /// The members of hosts' types that lead to authors' types: contracts to implement, and what stores call.
    /// </summary>
    private static readonly string[] Doors =
    [
        "EventPredicate.Accept",
        "IBulkOperationQueue.ReportOperationAsync",
        "IEventAppender.AppendAsync",
        "IEventAppender.CloseAsync",
        "IFailedEventQueue.LeaseAsync",
        "IFailedEventQueue.ReadUncertainAsync",
        "IFailedEventQueue.ResolveAsync",
        "IFailedEventQueue.SettleAsync",
        "IFailedEventStore.RecordAsync",
        "Measure.NewState",
        "TotalsQuery.Scope",
    ];

    private static IEnumerable<Type> PublicTypes => typeof(RecordId).Assembly.GetExportedTypes();

    [Fact]
    public void What_a_host_uses_leads_to_the_types_of_authors_through_the_listed_doors_alone()
    {
        var found =
            from type in PublicTypes
            where !IsOfAuthors(type)
            from member in type.GetMembers(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where member is not MethodInfo { IsSpecialName: true } && !IsOfContract(type, member)
                && SignatureOf(member).Any(IsOfAuthors)
            select type.Name + "." + member.Name;

        Assert.Equal(Doors, found.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_type_of_authors_stands_in_a_folder_of_that_name()
    {
        var offences =
            from type in PublicTypes
            where IsOfAuthors(type)
            let folder = type.Namespace!["EventNormalization.".Length..].Replace('.', '/')
            let name = type.Name.Split('`')[0]
            where !File.Exists(Repository.PathOf($"src/EventNormalization/{folder}/{name}.cs"))
            select type.FullName;

        Assert.Empty(offences);
    }

    [Fact]
    public void The_parsers_of_the_library_are_reached_through_one_class()
    {
        var parsers = PublicTypes.Where(type => type.IsClass && type.GetInterfaces().Any(
            contract => contract.Name.StartsWith("IFieldParser`", StringComparison.Ordinal)));

        Assert.Empty(parsers);
    }

    private static bool IsOfAuthors(Type type) =>
        type.Namespace?.EndsWith(Suffix, StringComparison.Ordinal) == true
        || (type.HasElementType && IsOfAuthors(type.GetElementType()!))
        || type.GenericTypeArguments.Any(IsOfAuthors);

    private static bool IsOfContract(Type type, MemberInfo member) => type.GetInterfaces().Any(
        contract => contract.Assembly == type.Assembly && contract.GetMember(member.Name).Length > 0);

    private static IEnumerable<Type> SignatureOf(MemberInfo member) => member switch
    {
        MethodInfo method =>
            method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo made => made.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };
}
