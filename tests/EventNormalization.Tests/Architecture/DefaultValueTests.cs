using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>Nobody can keep <c>default</c> from being made, so it must not break what it is given to.</summary>
public sealed class DefaultValueTests
{
    /// <summary>What a default value refuses to say, each with the reason.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["PageToken.Key"] = "the default token is no place, so it has no order; as its documentation says",
        ["PageToken.Direction"] = "as its key",
        ["ParseResult`1.Value"] = "the default result is a failure, and a failure has no value",
    };

    /// <summary>Everything else that takes an array, with what is made of a default one.</summary>
    private static readonly Dictionary<string, Action> Taking = new()
    {
        ["Append..ctor"] = () => Assert.Throws<ArgumentException>(() => new Append(new AppendId(1, 1), default)),
        ["AppendAnswer..ctor"] = () => Assert.Throws<ArgumentException>(
            () => new AppendAnswer(new AppendId(1, 1), default(ImmutableArray<AppendOutcome?>))),
        ["TotalsGroup..ctor"] = () =>
        {
            Assert.Throws<ArgumentException>(() => new TotalsGroup(TotalsQuery.All, default, []));
            Assert.Throws<ArgumentException>(() => new TotalsGroup(TotalsQuery.All, [], default));
        },
        ["MeasureValue.FromEntries"] = () => Assert.Equal(
            MeasureValue.FromEntries([]), MeasureValue.FromEntries(default)),
    };

    private static IEnumerable<Type> PublicTypes => typeof(EventSchema).Assembly.GetExportedTypes();

    [Fact]
    public void The_default_of_every_structure_says_what_it_is_and_throws_nothing()
    {
        var structures = PublicTypes.Where(type => type is { IsValueType: true, IsEnum: false, IsByRefLike: false });

        var offences = structures.SelectMany(type => ThrownBy(Closed(type))).ToArray();

        Assert.Equal(Refused.Keys.Order(StringComparer.Ordinal), offences.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_that_takes_an_array_takes_a_default_one_as_empty()
    {
        var settings = PublicTypes.Where(type => !type.IsAbstract).Select(Closed)
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            .Where(property => property.SetMethod is { IsPublic: true } && IsArray(property.PropertyType)).ToArray();

        var offences = settings.Where(property => !TakesDefault(property));

        Assert.True(settings.Length >= 15, $"Only {settings.Length} were found.");
        Assert.Empty(offences.Select(property => property.DeclaringType!.Name + "." + property.Name));
    }

    [Fact]
    public void Every_method_that_takes_an_array_takes_a_default_one_as_empty_or_refuses_it()
    {
        // A visitor is what the library itself calls.
        var members = PublicTypes.Where(type => !type.IsInterface)
            .SelectMany(type => type.GetMembers(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>()
            .Where(method => !method.IsSpecialName || method.IsConstructor)
            .Where(method => method.GetParameters().Any(parameter => IsArray(parameter.ParameterType)))
            .Select(method => method.DeclaringType!.Name + "." + method.Name)
            .Distinct().ToArray();

        Assert.Equal(Taking.Keys.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
        foreach (var check in Taking.Values)
        {
            check();
        }
    }

    private static IEnumerable<string> ThrownBy(Type type)
    {
        var made = Activator.CreateInstance(type)!;
        var calls = new List<(string Name, Action Call)>
        {
            ("ToString", () => _ = made.ToString()),
            ("GetHashCode", () => _ = made.GetHashCode()),
            ("Equals", () => Assert.True(made.Equals(Activator.CreateInstance(type)))),
        };
        calls.AddRange(type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            .Select(property => (property.Name, (Action)(() => property.GetValue(made)))));
        return calls.Where(call => Record.Exception(call.Call) is not null).Select(call => type.Name + "." + call.Name);
    }

    private static bool TakesDefault(PropertyInfo property)
    {
        var made = RuntimeHelpers.GetUninitializedObject(property.ReflectedType!);
        var array = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(made, Activator.CreateInstance(array));
        return property.GetValue(made) is { } taken && !(bool)array.GetProperty("IsDefault")!.GetValue(taken)!;
    }

    private static bool IsArray(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
    }

    private static Type Closed(Type type) => type.IsGenericTypeDefinition && type.IsValueType
        ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(decimal))])
        : type == typeof(FieldDefinition<>) ? typeof(FieldDefinition<string>) : type;
}
