using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventNormalization.Envelopes;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>A value that its enumeration does not name is refused where it is given, and counted as nothing.</summary>
public sealed class UnknownValueTests
{
    private const int Unknown = 99;

    /// <summary>Every method and constructor that takes a value of an enumeration, with such a value.</summary>
    private static readonly Dictionary<string, Action> Calls = new()
    {
        ["Append..ctor"] = () => _ = new Append(new AppendId(1, 1), [], (AppendOrigin)Unknown),
        ["AppendError..ctor"] = () => _ = new AppendError((AppendErrorKind)Unknown, "m"),
        ["BulkCounts.Of"] = () => default(BulkCounts).Of((BulkOutcome)Unknown),
        ["BulkCounts.Plus"] = () => default(BulkCounts).Plus((BulkOutcome)Unknown),
        ["BulkTransitions.Applies"] = () => BulkTransitions.Applies(
            (BulkOperationKind)Unknown, new FailedProgress { State = FailedEventState.Pending, Counts = default }),
        ["BulkTransitions.Begin"] = () => BulkTransitions.Begin(Step, (BulkOperationKind)Unknown, 1),
        ["EventPredicate.Field"] = () =>
            EventPredicate.Field("amount", (ComparisonOperator)Unknown, FieldValue.FromInteger(1)),
        ["EventPredicate.State"] = () => EventPredicate.State((FailedEventState)Unknown),
        ["EventStoreException..ctor"] = () => _ = new EventStoreException((StoreFailureKind)Unknown, "m"),
        ["FailedTransitions.Decide"] = () => FailedTransitions.Decide(
            (FailedProgress)SampleValues.Record(typeof(FailedProgress)), Step, (FailedActionKind)Unknown),
        ["FaultPlan.Always"] = () => FaultPlan.Always((FaultKind)Unknown),
        ["FaultRate..ctor"] = () => _ = new FaultRate((FaultKind)Unknown, 1),
        ["FieldInput..ctor"] = () => _ = new FieldInput((JsonKind)Unknown, []),
        ["GroupKey.Calendar"] = () => GroupKey.Calendar((CalendarUnit)Unknown, DateTimeZone.Utc),
        ["InMemoryEventStore..ctor"] = () => _ = new InMemoryEventStore(null, (SpellingRetention)Unknown),
        ["IngestCounts.Add"] = () => new IngestCounts().Add((IngestOutcome)Unknown),
        ["PageToken..ctor"] = () =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                () => new PageToken(SortKey.Position, (SortDirection)Unknown, [], []));
            _ = new PageToken((SortKey)Unknown, SortDirection.Ascending, [], []);
        },
    };

    /// <summary>Arms for every other value that are an answer, not a guess, each with the reason.</summary>
    private static readonly Dictionary<string, string> Answers = new()
    {
        ["RetryRound"] = "what it does not name is asked of OutcomeOf, which throws for what it does not name",
        ["RecordReader.Errors"] =
            "its kinds of fault are its own, and named like the public ones; each ends as an error",
    };

    private static QueueStep Step => new() { Id = new AppendId(1, 1), By = "b", At = Instant.FromUnixTimeSeconds(1) };

    private static IEnumerable<Type> PublicTypes => typeof(RecordId).Assembly.GetExportedTypes();

    public static TheoryData<string> CallNames => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(CallNames))]
    public void Every_method_refuses_it(string name) =>
        Assert.ThrowsAny<ArgumentException>(Calls[name]);

    [Fact]
    public void No_method_that_takes_one_is_forgotten()
    {
        var found = PublicTypes.Where(type => !type.IsInterface && !type.IsEnum)
            .SelectMany(type => type.GetMembers(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>()
            .Where(method => !method.IsSpecialName || method.IsConstructor)
            .Where(method => method.GetParameters()
                .Any(parameter => !parameter.IsOut && IsOurs(parameter.ParameterType)))
            .Select(method => method.DeclaringType!.Name + "." + method.Name);

        Assert.Equal(Calls.Keys.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_refuses_it()
    {
        var settings = PublicTypes.Where(type => !type.IsInterface && !type.IsGenericTypeDefinition)
            .SelectMany(type => type.GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { IsPublic: true } && IsOurs(property.PropertyType)).ToArray();

        Assert.True(settings.Length >= 15, $"Only {settings.Length} were found.");
        Assert.Empty(settings.Where(property => !Refuses(property))
            .Select(property => property.DeclaringType!.Name + "." + property.Name));
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_refused_among_others()
    {
        var paths = ImmutableSortedDictionary<string, TextEncoding>.Empty
            .Add("a", TextEncoding.Json).Add("b", (TextEncoding)Unknown);

        Assert.Throws<ArgumentOutOfRangeException>(() => new EnvelopeRules { Decode = paths });
    }

    [Fact]
    public void No_switch_over_an_enumeration_counts_other_values_as_one_that_it_names()
    {
        var names = string.Join('|', PublicTypes.Where(type => type.IsEnum && type != typeof(JsonKind))
            .Select(type => type.Name).Order(StringComparer.Ordinal));
        var arm = new Regex($@"^\s*(case )?({names})\.\w+( or \2\.\w+)*( when .*)?( =>|:)");
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
                && !file.Contains("/bin/", StringComparison.Ordinal)).ToArray();

        var offences = files.Where(file => !Answers.ContainsKey(Path.GetFileNameWithoutExtension(file)))
            .SelectMany(file => CatchAlls(File.ReadAllLines(file), arm).Where(found => !found.Throws)
                .Select(found => Path.GetFileName(file) + " line " + (found.Line + 1)));
        var looked = files.Sum(file => File.ReadLines(file).Count(line => arm.IsMatch(line)));

        Assert.True(looked > 100, $"Only {looked} arms were found.");
        Assert.Empty(offences);
    }

    [Fact]
    public void No_switch_over_what_became_of_an_event_has_an_arm_for_the_rest_so_that_the_compiler_finds_a_new_one()
    {
        var arm = new Regex(@"^\s*(AppendOutcomeKind|IngestOutcome)\.\w+( or \w+\.\w+)* =>");
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => arm.IsMatch(line))).ToArray();

        var offences = files.SelectMany(file => CatchAlls(File.ReadAllLines(file), arm)
            .Select(found => Path.GetFileName(file) + " line " + (found.Line + 1)));

        Assert.True(files.Length >= 5, $"Only {files.Length} files were found.");
        Assert.Empty(offences);
    }

    /// <summary>The lines of arms for all other values, and whether they throw, in switches with such an arm.</summary>
    private static IEnumerable<(int Line, bool Throws)> CatchAlls(string[] lines, Regex arm)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (Regex.Match(lines[i], @"^( *)(_ =>|default:)") is not { Success: true } match)
            {
                continue;
            }

            var indent = match.Groups[1].Value;
            var names = false;
            for (var j = i - 1; j >= 0 && !lines[j].StartsWith(indent[..^4] + "{", StringComparison.Ordinal); j--)
            {
                var isArm = lines[j].Length > indent.Length && lines[j].StartsWith(indent, StringComparison.Ordinal)
                    && lines[j][indent.Length] != ' ';
                names |= isArm && arm.IsMatch(lines[j]);
            }

            if (names)
            {
                yield return (i, (lines[i] + lines[i + 1]).Contains("throw ", StringComparison.Ordinal));
            }
        }
    }

    private static bool Refuses(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var made = RuntimeHelpers.GetUninitializedObject(
            property.DeclaringType!.IsAbstract ? typeof(FieldDefinition<string>) : property.DeclaringType);
        var thrown = Record.Exception(() => property.SetValue(made, Enum.ToObject(type, Unknown)));
        return thrown is TargetInvocationException { InnerException: ArgumentOutOfRangeException };
    }

    private static bool IsOurs(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum && type.Assembly == typeof(RecordId).Assembly;
    }
}
