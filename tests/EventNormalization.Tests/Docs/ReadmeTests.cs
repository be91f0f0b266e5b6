using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Xunit;

namespace EventNormalization.Tests.Docs;

public sealed class ReadmeTests
{
    private const string Page = "src/EventNormalization/README.md";
    private const string ThisFile = "tests/EventNormalization.Tests/Docs/ReadmeTests.cs";

    [Fact]
    public async Task The_example_prints_what_the_page_says()
    {
        using var output = new StringWriter();

        await RunExampleAsync(output);

        var printed = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, printed.Length);
        Assert.Contains(
            $"It prints `{printed[0]}` and `{printed[1]}`.",
            await File.ReadAllTextAsync(Repository.PathOf(Page)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_is_the_code_that_is_compiled_here()
    {
        var block = CodeBlocks.OfPage(Page, "csharp").Single();

        Assert.Equal(CodeBlocks.OfSource(ThisFile, "example"), WithoutUsings(block));
    }

    [Fact]
    public void The_example_can_be_pasted_into_a_new_program()
    {
        var usings = CodeBlocks.OfPage(Page, "csharp").Single().Split('\n')
            .Where(IsUsing);

        // A new program has the framework's own already.
        Assert.Equal(
            File.ReadAllLines(Repository.PathOf(ThisFile))
                .Where(line => line.StartsWith("using EventNormalization.", StringComparison.Ordinal)),
            usings);
    }

    [Fact]
    public void The_page_of_a_package_has_no_link_that_leads_nowhere_outside_the_repository()
    {
        var pages = Directory.GetFiles(Repository.PathOf("src"), "README.md", SearchOption.AllDirectories);
        var projects = Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories);

        Assert.Equal(projects.Select(Path.GetDirectoryName).Order(), pages.Select(Path.GetDirectoryName).Order());
        Assert.All(
            pages.SelectMany(CodeBlocks.LinksOf), link => Assert.Contains("://", link, StringComparison.Ordinal));
    }

    [Fact]
    public void The_pages_are_short_enough_to_be_read()
    {
        var readme = File.ReadAllLines(Repository.PathOf("README.md"));
        var architecture = File.ReadAllText(Repository.PathOf("docs/architecture.md"));

        Assert.InRange(readme.Length, 1, 119);
        Assert.InRange(architecture.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 1, 1_300);
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.PathOf("README.md"));
        var dead =
            from page in pages
            from link in CodeBlocks.LinksOf(page)
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#')
            let target = Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0])
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Path.GetFileName(page)}: {link}";

        Assert.Empty(dead);
    }

    private static string WithoutUsings(string code) =>
        string.Join('\n', code.Split('\n').SkipWhile(line => IsUsing(line) || line.Length == 0));

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';')
            && !line.Contains('=', StringComparison.Ordinal);

    private static async Task RunExampleAsync(TextWriter Console)
    {
        // begin example
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = new InMemoryEventStore();
        var pipeline = new EventPipeline(identifier, events, new InMemoryFailedEventStore());

        var first = await pipeline.IngestAsync(
            """{"source":"shop","metric":"Sales","amount":"1,200.00","ts":1705314600}"""u8.ToArray());
        var again = await pipeline.IngestAsync(
            """{"client":"shop","type":"sales","total":1.2e3,"date":"2024-01-15 11:30 +01:00"}"""u8.ToArray());
        Console.WriteLine($"{first.Outcome}, then {again.Outcome}: {again.Id == first.Id}");

        var totals = await events.ReadTotalsAsync(new TotalsQuery { GroupBy = [GroupKey.ClientId] });
        Console.WriteLine($"{totals[0].Count} event, sum {totals[0].Sum}");
        // end example
    }
}
