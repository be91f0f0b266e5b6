using System.IO;
using System.Linq;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>Holds docs/guides/stores.md to the code.</summary>
public sealed class StoreGuideTests
{
    private const string Page = "docs/guides/stores.md";

    [Fact]
    public void The_test_and_the_toy_store_are_the_code_that_is_compiled_here() => Assert.Equal(
        [
            CodeBlocks.OfSource("tests/EventNormalization.Tests/Testing/ToyStoreTests.cs", "test"),
            CodeBlocks.OfSource("tests/EventNormalization.Tests/Testing/GuideExamples.cs", "queue"),
            CodeBlocks.OfSource("tests/EventNormalization.Tests/Testing/GuideExamples.cs", "laws"),
            File.ReadAllText(Repository.PathOf("docs/samples/ToyStore.cs")).TrimEnd(),
        ],
        CodeBlocks.OfPage(Page, "csharp"));

    [Fact]
    public void The_test_has_at_most_ten_lines() =>
        Assert.InRange(CodeBlocks.OfPage(Page, "csharp")[0].Split('\n').Length, 1, 10);

    [Fact]
    public void The_page_says_every_sentence_of_the_contracts() => Assert.Equal(
        EventStoreContract.Checks.Select(check => check.Sentence)
            .Concat(FailedEventStoreContract.Checks.Select(check => check.Sentence))
            .Concat(FailedEventQueueContract.Checks.Select(check => check.Sentence))
            .Concat(BulkOperationContract.Checks.Select(check => check.Sentence))
            .Select(sentence => $"- {sentence}.").Order(),
        File.ReadLines(Repository.PathOf(Page)).Where(line => line.StartsWith("- ", System.StringComparison.Ordinal))
            .Order());
}
