using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using Xunit;

namespace EventNormalization.Tests.Storage;

public sealed class InMemoryFailedEventStoreTests
{
    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventStores), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract(string sentence) =>
        FailedEventStoreContract.RunAsync(sentence, () => new(new InMemoryFailedEventStore()));

    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventQueues), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract_of_queues(string sentence) =>
        FailedEventQueueContract.RunAsync(sentence, () => new(new InMemoryFailedEventStore()));

    [Theory]
    [MemberData(nameof(Sentences.OfBulkOperations), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract_of_operations(string sentence) =>
        BulkOperationContract.RunAsync(sentence, () => new(new InMemoryFailedEventStore()));
}
