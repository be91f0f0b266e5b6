using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using NodaTime;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Storage;

public sealed class InMemoryEventStoreTests
{
    [Theory]
    [MemberData(nameof(Sentences.OfEventStores), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract(string sentence) =>
        EventStoreContract.RunAsync(sentence, () => new(new InMemoryEventStore()));

    [Fact]
    public async Task Names_are_forgotten_behind_30_days_and_10_000_appends()
    {
        var store = new InMemoryEventStore();
        var old = Append.Of(new AppendId(1, 1), Event());
        await store.AppendAsync(
            [old, .. Enumerable.Range(0, 10_000).Select(i => Append.Of(new AppendId(2, (ulong)i)))]);
        await store.AppendAsync(
            [Append.Of(new AppendId(3, 1), Again(Event(amount: 3), "later", Received + Duration.FromDays(31)))]);

        var again = await store.AppendAsync([old]);

        Assert.Equal(AppendOutcomeKind.Duplicate, again[0].Outcomes[0]!.Value.Kind);
    }

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
