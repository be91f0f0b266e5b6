using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Raw bytes of duplicates that differ from those stored.</content>
public static partial class EventStoreContract
{
    private static IEnumerable<ContractCheck<IEventStore>> SpellingChecks =>
    [
        Check("Every other spelling of an event is kept once, in the order in which they came", async store =>
        {
            var item = Event();
            var key = EventKey.Of(item);
            var stored = Encoding.UTF8.GetString(item.Raw.Span);
            await store.AppendAsync(new AppendId(1, 1), [item, Again(item, "b", Later), Again(item, "", Later), item]);
            await store.AppendAsync(
                new AppendId(1, 2), [Again(item, "b", Later), Again(item, "a\0", Later), Again(item, stored, Later)]);

            Assert.Equal(["b", "", "a\0"], await SpellingsAsync(store, key));
            var found = await store.FindAsync(item);
            Assert.Equal((3, 0L, 7L), (found.Present().SpellingCount, found.OtherSpellingCount, found.Occurrences));
            Assert.Equal(stored, Encoding.UTF8.GetString(found.Event.Raw.Span));
            Assert.Empty(await SpellingsAsync(store, EventKey.Of(Event(amount: 2))));
            Assert.Empty(await SpellingsAsync(store, new EventKey((byte)(key.Part + 1), key.Timestamp, key.Id)));
        }),
        Check("Of more than 16 other spellings the deliveries are counted", async store =>
        {
            var item = Event();
            await store.AppendAsync(
                new AppendId(1, 1),
                [item, .. Enumerable.Range(0, 20).Select(i => Again(item, "spelling " + i, Later))]);
            await store.AppendAsync(new Append(
                new AppendId(1, 2),
                [new(Again(item, "spelling 3", Later)), new(Again(item, "spelling 19", Later), 5)]));

            Assert.Equal(
                Enumerable.Range(0, 16).Select(i => "spelling " + i), await SpellingsAsync(store, EventKey.Of(item)));
            var found = await store.FindAsync(item);
            Assert.Equal((16, 9L, 27L), (found.Present().SpellingCount, found.OtherSpellingCount, found.Occurrences));
        }),
        Check("An append that is asked for again keeps no spelling twice", async store =>
        {
            var item = Event();
            var append = Append.Of(new AppendId(1, 2), Again(item, "other", Later));
            await store.AppendAsync(new AppendId(1, 1), [item]);
            await store.AppendAsync(append);
            await store.AppendAsync(append);

            Assert.Equal(["other"], await SpellingsAsync(store, EventKey.Of(item)));
        }),
    ];

    private static async Task<string[]> SpellingsAsync(IEventReader store, EventKey key) =>
        [.. (await store.ReadSpellingsAsync(key)).Select(raw => Encoding.UTF8.GetString(raw.Span))];
}
