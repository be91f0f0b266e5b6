using System.Threading.Tasks;
using EventNormalization.Tests.Storage.Contract;
using Xunit;

namespace EventNormalization.Tests.Storage;

/// <summary>Tests the contract itself: a queue that breaks a promise is caught by the check of that promise.</summary>
public sealed class FailedEventQueueMutantTests
{
    [Theory]
    [MemberData(nameof(FailedEventQueueContract.Sentences), MemberType = typeof(FailedEventQueueContract))]
    public async Task A_queue_that_breaks_a_promise_is_caught(string sentence)
    {
        Assert.True(FailedEventQueueMutants.All.ContainsKey(sentence), "No mutant breaks this promise.");

        var failure = await Record.ExceptionAsync(
            () => FailedEventQueueContract.RunAsync(sentence, FailedEventQueueMutants.All[sentence]));

        Assert.NotNull(failure);
    }
}
