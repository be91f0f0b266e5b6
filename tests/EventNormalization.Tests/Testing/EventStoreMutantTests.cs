using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Testing;

/// <summary>Tests the contract itself: a store that breaks a promise is caught by the check of that promise.</summary>
public sealed class EventStoreMutantTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Sentences.OfEventStores), MemberType = typeof(Sentences))]
    public async Task A_store_that_breaks_a_promise_is_caught(string sentence)
    {
        Assert.True(EventStoreMutants.All.TryGetValue(sentence, out var mutant), "No mutant breaks this promise.");

        var violation = await Assert.ThrowsAsync<ContractViolationException>(
            () => EventStoreContract.RunAsync(sentence, () => new(mutant!.Make())));

        output.WriteLine($"planted: {mutant!.Fault}\ncaught: {violation.Message}");
        Assert.Equal(sentence, violation.Sentence);
        Assert.IsNotType<NullReferenceException>(violation.InnerException);
    }

    [Fact]
    public void Every_mutant_breaks_a_sentence_of_the_contract() => Assert.Empty(
        EventStoreMutants.All.Keys.Except(EventStoreContract.Checks.Select(check => check.Sentence)));
}
