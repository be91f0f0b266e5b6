using System;
using System.Threading;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>How a worker waits.</summary>
public sealed class RetryWaitTests
{
    [Fact]
    public void A_worker_that_waits_for_a_time_between_two_ticks_of_the_clock_asks_once_a_millisecond_at_most()
    {
        var world = new SimWorld(1);
        var asked = 0;
        world.AfterStep = () => Assert.True(world.StepCount < 1_000, "It asks again and again.");
        world.Run(async () =>
        {
            var queue = new MutantQueue(new InMemoryFailedEventStore())
            {
                NextDue = _ =>
                {
                    asked++;
                    return Instant.FromDateTimeOffset(world.Time.GetUtcNow()).PlusNanoseconds(50);
                },
            };
            await using var events = new InMemoryEventStore();
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(10), world.Time);
            var worker = new RetryWorker(
                new EventIdentifier(EventSchema.Default), events, queue, new RetryWorkerOptions { Time = world.Time });

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.RunAsync(null, source.Token));
        });

        Assert.InRange(asked, 1, 11);
    }

    [Fact]
    public void A_worker_that_is_told_to_stop_while_it_waits_ends_and_throws_nothing()
    {
        var world = new SimWorld(1);
        var start = world.Time.GetUtcNow();
        world.Run(async () =>
        {
            await using var events = new InMemoryEventStore();
            using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(2_500), world.Time);
            var worker = new RetryWorker(
                new EventIdentifier(EventSchema.Default),
                events,
                new InMemoryFailedEventStore(),
                new RetryWorkerOptions { Time = world.Time });

            await worker.RunAsync(null, stopping.Token, CancellationToken.None);
        });

        Assert.Equal(TimeSpan.FromMilliseconds(2_500), world.Time.GetUtcNow() - start);
    }
}
