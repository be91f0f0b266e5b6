using System.Collections.Generic;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <summary>
/// Random histories of deliveries, retries, crashes and decisions, against a model of single deliveries.
/// </summary>
internal static class QueueHistories
{
    private const int StepCount = 120;

    public static IReadOnlyList<ContractCheck<IFailedEventQueue>> Checks { get; } =
    [
        new(
            "Whatever happens in whatever order, every delivery is counted once at every step",
            (makeQueue, seed) => Histories.RunAsync(seed, 12, async random =>
            {
                var history = new QueueHistory(new QueueSteps(await makeQueue()), random);
                for (var i = 0; i < StepCount; i++)
                {
                    await history.StepAsync();
                    await history.CheckAsync();
                }

                await history.DrainAsync();
                await history.CheckAsync();
            })),
    ];
}
