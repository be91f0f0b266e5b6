using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The tables and the code of docs/guides/testing-failures.md.</summary>
public sealed class TestingFailuresPageTests
{
    private const string Page = "docs/guides/testing-failures.md";
    private const string Source = "tests/EventNormalization.Tests/Docs/TestingFailuresPageTests.cs";

    [Fact]
    public void The_code_of_the_page_is_what_is_compiled_here() =>
        Assert.Equal([CodeBlocks.OfSource(Source, "lost-answer")], CodeBlocks.OfPage(Page, "csharp"));

    [Fact]
    public void The_page_names_every_setting_and_every_operation()
    {
        var text = File.ReadAllText(Repository.PathOf(Page));
        var words = FaultPlanKeywords.AllSettings.Split(", ").Select(setting => $"`{setting}=")
            .Concat(FaultPlanKeywords.Operations.Keys.Select(operation => $"`{operation}`"));

        Assert.DoesNotContain(words, word => !text.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_plan_of_the_page_is_one()
    {
        var plans = CodeBlocks.OfPage(Page, "text").SelectMany(block => block.Split('\n')).ToArray();

        Assert.True(plans.Length >= 4, $"{plans.Length} plans");
        Assert.All(plans, plan => Assert.Equal(plan, FaultPlan.Parse(plan).ToString()));
    }

    [Fact]
    public async Task An_answer_that_is_lost_costs_nothing()
    {
        var delivery =
            """{"client_id":"c","metric":"sales","amount":5,"timestamp":"2024-01-15T10:30:00Z"}"""u8.ToArray();

        // begin lost-answer
        await using var events = new InMemoryEventStore();
        var faulty = new FailureInjectingAppender(
            events, FaultPlan.Parse("throw-after=1 up-to-attempt=2"), TimeProvider.System);
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default), faulty, new InMemoryFailedEventStore());

        var result = await pipeline.IngestAsync(delivery);

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        Assert.Equal(2, faulty.InjectedCount);
        // end lost-answer
    }
}
