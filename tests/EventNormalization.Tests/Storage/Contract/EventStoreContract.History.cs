using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using EventNormalization.Storage;
using Xunit;
using static EventNormalization.Tests.Storage.Contract.SampleEvents;

namespace EventNormalization.Tests.Storage.Contract;

/// <content>Random histories of appends and closes, against a model. A failure prints its seed.</content>
public static partial class EventStoreContract
{
    private static Gen<Append> GenNamed => Gen.Select(
        Gen.Int[1, 6],
        Gen.Bool,
        Gen.Select(Gen.Int[0, Pool.Length - 1], Gen.Int[1, 3]).Array[0, 5],
        (sequence, isRetry, items) => new Append(
            new AppendId(4, (ulong)sequence),
            [.. items.Select(item => new AppendItem(Pool[item.Item1], item.Item2))],
            isRetry ? AppendOrigin.Retry : AppendOrigin.Delivery));

    private static IEnumerable<ContractCheck<IEventStore>> HistoryChecks =>
    [
        new("Any history of appends, of several at once, of closes and of repetitions is that of the model", makeStore =>
            Gen.Select(GenNamed.Array[1, 4], Gen.Int[0, 6], Gen.Int[0, 9]).Array[1, 12].SampleAsync(
                async steps =>
                {
                    await using var store = makeStore();
                    var model = new ModelStore();
                    foreach (var (appends, closed, repeat) in steps)
                    {
                        await StepAsync(store, model, appends);
                        if (closed > 0)
                        {
                            var name = new AppendId(4, (ulong)closed);
                            var answer = await store.CloseAsync(new AppendName(name));
                            Assert.Equal(model.Close(name), answer is null ? null : StoredText.Of(answer));
                        }

                        if (repeat < 3)
                        {
                            await StepAsync(store, model, appends);
                        }

                        Assert.Equal(model.Statistics, await StoredText.StatisticsAsync(store));
                    }

                    Assert.Equal(model.EventTexts.Order(), (await EventTextsAsync(store)).Order());
                },
                iter: RunCount,
                threads: 1)),
    ];

    private static async Task StepAsync(IEventStore store, ModelStore model, Append[] appends)
    {
        var answers = await store.AppendAsync(appends);
        Assert.Equal(appends.Select(model.Append), answers.Select(StoredText.Of));
    }
}
