using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Tests.Storage.Contract;

/// <summary>Random histories of deliveries, retries, crashes and decisions, against a model of single deliveries.</summary>
internal static class QueueHistories
{
    private const int StepCount = 120;

    public static IReadOnlyList<ContractCheck<IFailedEventQueue>> Checks { get; } =
    [
        new(
            "Whatever happens in whatever order, every delivery is counted once at every step",
            async makeQueue =>
            {
                for (var seed = 1; seed <= 12; seed++)
                {
                    var history = new QueueHistory(new QueueSteps(makeQueue()), seed);
                    for (var i = 0; i < StepCount; i++)
                    {
                        await history.StepAsync();
                        await history.CheckAsync();
                    }

                    await history.DrainAsync();
                    await history.CheckAsync();
                }
            }),
    ];
}
