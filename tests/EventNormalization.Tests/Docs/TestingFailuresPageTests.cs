using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>The tables and the code of docs/guides/testing-failures.md.</summary>
public sealed class TestingFailuresPageTests
{
    private const string Page = "docs/guides/testing-failures.md";
    private const string Source = "tests/EventNormalization.Tests/Docs/TestingFailuresPageTests.cs";

    [Fact]
    public void The_code_of_the_page_is_what_is_compiled_here() =>
        Assert.Equal(
        new[] { "lost-answer", "simulation", "world" }.Select(name => CodeBlocks.OfSource(Source, name)),
        CodeBlocks.OfPage(Page, "csharp"));

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

    [Fact]
    public void What_is_put_around_a_simulated_store_sees_its_calls()
    {
        var audit = new List<AppendId>();

        // begin simulation
        for (var seed = 1; seed <= 20; seed++)
        {
            EventSimulation.Run(new SimulationOptions
            {
                Seed = seed,
                AroundEvents = store => new AuditedAppender(store, audit),
            });
        }
        // end simulation

        Assert.InRange(audit.Count, 100, int.MaxValue);
    }

    [Fact]
    public void Hours_take_no_time_in_a_world_of_its_own()
    {
        // begin world
        var world = new SimWorld(seed: 7);
        world.Run(async () =>
        {
            await using var events = new InMemoryEventStore();
            var slow = new FailureInjectingAppender(events, FaultPlan.Parse("latency=60min:0.5"), world.Time);
            var pipeline = new EventPipeline(
                new EventIdentifier(EventSchema.Default),
                slow,
                new InMemoryFailedEventStore(),
                new EventPipelineOptions { Time = world.Time });
            foreach (var delivery in new SampleDeliveries(seed: 7).Take(100))
            {
                await pipeline.IngestAsync(delivery);
            }
        });
        // end world

        Assert.True(world.Time.GetUtcNow() > new DateTimeOffset(2024, 6, 2, 0, 0, 0, TimeSpan.Zero));
    }

    private sealed class AuditedAppender(IEventAppender inner, List<AppendId> audit) : IEventAppender
    {
        public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
            IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
        {
            audit.AddRange(appends.Select(append => append.Id));
            return inner.AppendAsync(appends, cancellationToken);
        }

        public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
            inner.CloseAsync(name, cancellationToken);
    }
}
