using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Tests.Storage.Contract;
using Xunit;

namespace EventNormalization.Tests.Storage;

public sealed class InMemoryFailedEventStoreTests
{
    [Theory]
    [MemberData(nameof(FailedEventStoreContract.Sentences), MemberType = typeof(FailedEventStoreContract))]
    public Task It_keeps_the_contract(string sentence) =>
        FailedEventStoreContract.RunAsync(sentence, () => new InMemoryFailedEventStore());

    [Theory]
    [MemberData(nameof(FailedEventQueueContract.Sentences), MemberType = typeof(FailedEventQueueContract))]
    public Task It_keeps_the_contract_of_queues(string sentence) =>
        FailedEventQueueContract.RunAsync(sentence, () => new InMemoryFailedEventStore());
}
