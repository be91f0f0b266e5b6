using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <content>Random histories of appends and closes, against a model. A failure prints its seed.</content>
public static partial class EventStoreContract
{
    private static Append AnyNamed(Random random) => new(
        new AppendId(4, (ulong)random.Next(1, 7)),
        [.. random.Array(0, 5, inner => new AppendItem(Pool[inner.Next(Pool.Length)], inner.Next(1, 4)))],
        random.OneOf(AppendOrigin.Retry, AppendOrigin.Delivery));

    private static IEnumerable<ContractCheck<IEventStore>> HistoryChecks =>
    [
        new("Any history of appends, of several at once, of closes and of repetitions is that of the model",
            (makeStore, seed) => Histories.RunAsync(seed, RunCount, async random =>
            {
                var store = await makeStore();
                var model = new ModelStore();
                for (var left = random.Next(1, 13); left > 0; left--)
                {
                    await AnyStepsAsync(store, model, random);
                    Assert.Equal(model.Statistics, await StoredText.StatisticsAsync(store));
                }

                Assert.Equal(model.EventTexts.Order(), (await EventTextsAsync(store)).Order());
            })),
    ];

    /// <summary>Some appends at once, perhaps a close, perhaps the same appends again.</summary>
    private static async Task AnyStepsAsync(IEventStore store, ModelStore model, Random random)
    {
        var appends = random.Array(1, 4, AnyNamed);
        await StepAsync(store, model, appends);
        if (random.Next(7) is > 0 and var closed)
        {
            var name = new AppendId(4, (ulong)closed);
            var answer = await store.CloseAsync(new AppendName(name));
            Assert.Equal(model.Close(name), answer is null ? null : StoredText.Of(answer));
        }

        if (random.Next(10) < 3)
        {
            await StepAsync(store, model, appends);
        }
    }

    private static async Task StepAsync(IEventStore store, ModelStore model, Append[] appends)
    {
        var answers = await store.AppendAsync(appends);
        Assert.Equal(appends.Select(model.Append), answers.Select(StoredText.Of));
    }
}
