using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EventNormalization.Identity;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Architecture;

/// <summary>The half of the style that a machine can check.</summary>
public sealed class NamingTests
{
    private const int ColumnsMax = 120;

    private static readonly string[] EmptyWords =
        ["Manager", "Helper", "Util", "Utils", "Service", "Processor", "Common", "Base", "Info", "Data"];

    private static readonly Assembly[] Assemblies = [typeof(RecordId).Assembly, typeof(EventStoreContract).Assembly];

    private static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(
        type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.StartsWith('<'));

    private static IEnumerable<string> SourceFiles => new[] { "src", "tests", "benchmarks" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
            && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_type_has_a_word_that_says_nothing()
    {
        var offences = Types.Where(type => WordsOf(type.Name).Intersect(EmptyWords).Any());

        Assert.Empty(offences);
    }

    [Fact]
    public void What_returns_a_task_says_so_and_nothing_else_does()
    {
        var offences = Types.Where(type => type.IsPublic).SelectMany(type => type.GetMethods())
            .Where(method => Assemblies.Contains(method.DeclaringType!.Assembly))
            .Where(method => IsAsync(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal));

        Assert.Empty(offences);
    }

    [Fact]
    public void Public_methods_take_no_truth_values_and_no_tuples()
    {
        var offences = Types.Where(type => type.IsPublic).SelectMany(type => type.GetMethods())
            .Where(method => Assemblies.Contains(method.DeclaringType!.Assembly) && !method.IsSpecialName)
            .Where(method => method.Name is not ("FromBoolean" or "Deconstruct"))
            .Where(
                method => method.GetParameters().Any(p => p.ParameterType == typeof(bool) || IsTuple(p.ParameterType))
                || IsTuple(method.ReturnType));

        Assert.Empty(offences.Select(method => method.DeclaringType + "." + method.Name));
    }

    [Fact]
    public void Classes_are_sealed_or_static_or_abstract()
    {
        // Stores derive what they throw from one exception, so that callers catch one.
        var offences = Types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }
            && !type.IsAssignableTo(typeof(Exception)));

        Assert.Empty(offences);
    }

    [Fact]
    public void No_source_file_has_more_than_300_lines()
    {
        var offences =
            from file in SourceFiles
            where !file.Contains("/Tables/", StringComparison.Ordinal)
                && !file.Contains("/tests/", StringComparison.Ordinal)
            let lines = File.ReadAllLines(file)
            where lines.Length > 300
            select $"{Path.GetRelativePath(Repository.Root, file)}: {lines.Length} lines";

        Assert.Empty(offences);
    }

    [Fact]
    public void No_source_file_has_lines_of_more_than_120_columns()
    {
        var offences =
            from file in SourceFiles
            from offence in LongLines(file)
            select $"{Path.GetRelativePath(Repository.Root, file)} {offence}";

        Assert.Empty(offences);
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void A_character_outside_the_basic_plane_is_one_column(int columns, bool isLong) =>
        Assert.Equal(isLong, IsLong(string.Concat(Enumerable.Repeat("\U0001F600", columns)), isTest: false));

    [Theory]
    [InlineData("    $$\"\"\"{\"a\":", true, false)]
    [InlineData("    \"\"\"{\"a\":", true, false)]
    [InlineData("    {\"a\":", true, false)]
    [InlineData("    \"\"\"{\"a\":", false, true)]
    [InlineData("    Call(", true, true)]
    public void Only_a_text_of_a_test_that_stands_for_itself_may_be_longer(string start, bool isTest, bool isLong) =>
        Assert.Equal(isLong, IsLong(start.PadRight(121, 'x'), isTest));

    private static IEnumerable<string> LongLines(string file) => File.ReadLines(file)
        .Select((line, index) => (line, number: index + 1))
        .Where(one => IsLong(one.line, file.Contains("/tests/", StringComparison.Ordinal)))
        .Select(one => $"line {one.number}: {one.line.EnumerateRunes().Count()} columns");

    /// <summary>Whether a line is too long; a JSON text of a test, alone on its line, is read as it is sent.</summary>
    private static bool IsLong(string line, bool isTest) =>
        line.EnumerateRunes().Count() > ColumnsMax
        && !(isTest && line.TrimStart().TrimStart('$') is ['"', '"', '"', ..] or ['{', '"', ..]);

    private static IEnumerable<string> WordsOf(string name) =>
        Regex.Matches(name, "[A-Z][a-z]*").Select(word => word.Value);

    private static bool IsAsync(Type type) => type.Name.StartsWith("Task", StringComparison.Ordinal)
        || type.Name.StartsWith("ValueTask", StringComparison.Ordinal)
        || type.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal);

    private static bool IsTuple(Type type) => type.Name.StartsWith("ValueTuple", StringComparison.Ordinal);
}
