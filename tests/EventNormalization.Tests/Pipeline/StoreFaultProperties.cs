using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Xunit;
using Xunit.Sdk;

namespace EventNormalization.Tests.Pipeline;

/// <summary>Whatever fails, what is stored in the end is what is stored without any fault.</summary>
/// <remarks>
/// Of each seed: its own kinds of faults at their own rates, on every call of both stores that a pipeline makes; its
/// own sizes of batches and numbers of attempts. A failure prints the seed and both plans; <c>RunAsync</c> with it
/// replays.
/// </remarks>
public sealed class StoreFaultProperties
{
    private const int SeedCount = 100;

    [Fact]
    public async Task A_thousand_deliveries_over_failing_stores_end_as_without_faults_and_conservation_always_holds()
    {
        var injected = new HashSet<FaultKind>();
        var deferred = 0L;
        var refused = 0L;
        for (var seed = 1; seed <= SeedCount; seed++)
        {
            await using var run = new FaultyRun(seed);
            try
            {
                await run.RunAsync();
            }
            catch (Exception exception)
            {
                throw new XunitException($"{run}: {exception.Message}", exception);
            }

            injected.UnionWith(run.InjectedKinds);
            deferred += run.DeferredCount;
            refused += run.RefusedCount;
        }

        // The runs are worth something only if everything happened in them.
        Assert.Equal(Enum.GetValues<FaultKind>().Order(), injected.Order());
        Assert.True(deferred > 100 && refused > 100, $"{deferred} deferred, {refused} batches refused");
    }

    [Fact]
    public async Task The_same_seed_meets_the_same_faults()
    {
        await using var first = new FaultyRun(7);
        await using var second = new FaultyRun(7);

        await first.RunAsync();
        await second.RunAsync();

        Assert.NotEmpty(first.Faults);
        Assert.Equal(first.Faults, second.Faults);
    }

    [Fact]
    public async Task A_store_that_forgets_the_names_of_its_appends_is_caught()
    {
        var caught = new List<string>();
        for (var seed = 1; seed <= 5; seed++)
        {
            await using var run = new FaultyRun(seed, store => new ForgetfulAppender(store));
            if (await Record.ExceptionAsync(run.RunAsync) is XunitException exception)
            {
                caught.Add(exception.Message);
            }
        }

        Assert.NotEmpty(caught);
    }

    /// <summary>Takes each call for a new append, so that one whose answer was lost is counted twice.</summary>
    private sealed class ForgetfulAppender(IEventAppender inner) : IEventAppender
    {
        private ulong _sequence;

        public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
            IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
        {
            var renamed = appends.Select(
                append => new Append(new AppendId(0, ++_sequence), append.Items, append.Origin));
            var answers = await inner.AppendAsync([.. renamed], cancellationToken);
            return [.. answers.Zip(appends, (answer, append) => new AppendAnswer(append.Id, answer.Outcomes))];
        }

        public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
            inner.CloseAsync(name, cancellationToken);
    }
}
