using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Tests.Storage.Contract;
using Xunit;

namespace EventNormalization.Tests.Storage;

public sealed class InMemoryEventStoreTests
{
    [Theory]
    [MemberData(nameof(EventStoreContract.Sentences), MemberType = typeof(EventStoreContract))]
    public Task It_keeps_the_contract(string sentence) =>
        EventStoreContract.RunAsync(sentence, () => new InMemoryEventStore());
}
