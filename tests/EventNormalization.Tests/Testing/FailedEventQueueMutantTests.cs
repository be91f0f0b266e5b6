using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Testing;

/// <summary>
/// Tests the contracts themselves: a queue that breaks a promise is caught by the check of that promise.
/// </summary>
public sealed class FailedEventQueueMutantTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventQueues), MemberType = typeof(Sentences))]
    public async Task A_queue_that_breaks_a_promise_is_caught(string sentence)
    {
        Assert.True(FailedEventQueueMutants.All.ContainsKey(sentence), "No mutant breaks this promise.");

        var violation = await Assert.ThrowsAsync<ContractViolationException>(
            () => FailedEventQueueContract.RunAsync(sentence, () => new(FailedEventQueueMutants.All[sentence]())));

        output.WriteLine(violation.Message);
    }

    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventStores), MemberType = typeof(Sentences))]
    public async Task A_failed_event_store_that_breaks_a_promise_is_caught(string sentence)
    {
        Assert.True(FailedEventStoreMutants.All.ContainsKey(sentence), "No mutant breaks this promise.");

        var violation = await Assert.ThrowsAsync<ContractViolationException>(
            () => FailedEventStoreContract.RunAsync(sentence, () => new(FailedEventStoreMutants.All[sentence]())));

        output.WriteLine(violation.Message);
    }

    [Fact]
    public void Every_mutant_breaks_a_sentence_of_its_contract()
    {
        Assert.Empty(
            FailedEventQueueMutants.All.Keys.Except(FailedEventQueueContract.Checks.Select(check => check.Sentence)));
        Assert.Empty(
            FailedEventStoreMutants.All.Keys.Except(FailedEventStoreContract.Checks.Select(check => check.Sentence)));
    }
}
