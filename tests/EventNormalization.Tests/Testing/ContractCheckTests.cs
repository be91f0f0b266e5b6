using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Testing;
using Xunit;

namespace EventNormalization.Tests.Testing;

public sealed class ContractCheckTests
{
    [Fact]
    public void No_sentence_is_there_twice()
    {
        string[] all =
        [
            .. EventStoreContract.Checks.Select(check => check.Sentence),
            .. FailedEventQueueContract.Checks.Select(check => check.Sentence),
        ];

        Assert.Equal(all.Distinct(), all);
    }

    [Fact]
    public async Task A_violation_says_sentence_found_and_expected()
    {
        const string Sentence = "A call without appends has no answers";
        var violation = await Assert.ThrowsAsync<ContractViolationException>(
            () => EventStoreContract.RunAsync(Sentence, () => new(EventStoreMutants.All[Sentence].Make())));

        Assert.Equal((Sentence, "[]", null), (violation.Sentence, violation.Expected, violation.Seed));
        Assert.Equal($"{Sentence}: found {violation.Found}, expected [].", violation.Message);
    }

    [Fact]
    public async Task A_store_that_throws_is_a_violation_with_its_exception_within()
    {
        const string Sentence = "A new store is empty";
        var violation = await Assert.ThrowsAsync<ContractViolationException>(() => EventStoreContract.RunAsync(
            Sentence, () => new(new MutantStore { Query = (_, _, _) => throw new IOException("The disk is full.") })));

        Assert.Equal("IOException (The disk is full.)", violation.Found);
        Assert.IsType<IOException>(violation.InnerException);
    }

    [Fact]
    public async Task A_random_history_is_run_first_by_the_seed_that_its_violation_tells()
    {
        const string Sentence =
            "Any history of appends, of several at once, of closes and of repetitions is that of the model";
        var made = 0;
        var violation = await RunAsync(7);
        var madeAtFirst = made;
        made = 0;

        var again = await RunAsync(violation.Seed!.Value);

        Assert.Equal((violation.Seed, violation.Found, 1), (again.Seed, again.Found, made));
        Assert.Equal(madeAtFirst, violation.Seed - 7 + 1);
        Assert.EndsWith($" Run it again with seed {violation.Seed}.", violation.Message, StringComparison.Ordinal);

        Task<ContractViolationException> RunAsync(int seed) => Assert.ThrowsAsync<ContractViolationException>(
            () => EventStoreContract.RunAsync(
                Sentence,
                () =>
                {
                    made++;
                    return new(EventStoreMutants.All[Sentence].Make());
                },
                seed));
    }

    [Fact]
    public void The_package_needs_nothing_but_the_core_the_framework_and_NodaTime()
    {
        var references = typeof(EventStoreContract).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Equal(["EventNormalization", "NodaTime"], references.Order());
    }

    [Fact]
    public void The_toy_store_has_at_most_150_lines() =>
        Assert.InRange(File.ReadAllLines(Repository.PathOf("docs/samples/ToyStore.cs")).Length, 1, 150);

    [Fact]
    public async Task What_a_check_made_is_disposed()
    {
        var store = new MutantStore();

        await EventStoreContract.RunAsync("A new store is empty", () => new(store));

        Assert.True(store.IsDisposed);
    }
}
