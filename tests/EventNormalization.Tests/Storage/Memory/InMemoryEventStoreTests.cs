using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Tests.Storage.Contract;
using Xunit;
using Xunit.Sdk;
using static EventNormalization.Tests.Storage.Contract.SampleEvents;

namespace EventNormalization.Tests.Storage;

public sealed class InMemoryEventStoreTests
{
    [Theory]
    [MemberData(nameof(EventStoreContract.Sentences), MemberType = typeof(EventStoreContract))]
    public Task It_keeps_the_contract(string sentence) =>
        EventStoreContract.RunAsync(sentence, () => new InMemoryEventStore());

    [Fact]
    public async Task A_store_whose_numbers_are_drawn_before_the_commit_is_caught_by_the_follower() =>
        await Assert.ThrowsAnyAsync<XunitException>(() => EventStoreContract.FollowAsync(new EarlyNumberStore()));

    [Fact]
    public async Task A_store_that_is_to_forget_spellings_keeps_and_counts_none()
    {
        var store = new InMemoryEventStore(spellings: SpellingRetention.Forget);
        await store.AppendAsync(new AppendId(1, 1), [Event(), Again(Event(), "other", Received)]);

        var found = await store.FindAsync(Event());

        Assert.Equal((0, 0L, 2L), (found!.SpellingCount, found.OtherSpellingCount, found.Occurrences));
        Assert.Empty(await store.ReadSpellingsAsync(EventKey.Of(Event())));
    }
}
