using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Testing;

/// <summary>Tests the contract of operations itself: who breaks a promise is caught by its check.</summary>
public sealed class BulkOperationMutantTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Sentences.OfBulkOperations), MemberType = typeof(Sentences))]
    public async Task A_queue_that_breaks_a_promise_of_operations_is_caught(string sentence)
    {
        Assert.True(BulkOperationMutants.BySentence.ContainsKey(sentence), "No mutant breaks this promise.");

        var violation = await Assert.ThrowsAsync<ContractViolationException>(
            () => BulkOperationContract.RunAsync(sentence, () => new(BulkOperationMutants.BySentence[sentence]())));

        output.WriteLine(violation.Message);
    }

    [Fact]
    public void Every_mutant_breaks_a_sentence_of_the_contract_of_operations() => Assert.Empty(
        BulkOperationMutants.BySentence.Keys.Except(BulkOperationContract.Checks.Select(check => check.Sentence)));
}
