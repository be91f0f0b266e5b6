using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>Sends its deliveries in requests, and each again until it is answered.</summary>
/// <remarks>
/// After five attempts it waits until everything works; from then on there is no reason not to be answered.
/// </remarks>
internal sealed class SimClient(SimRun run, Queue<ReadOnlyMemory<byte>> deliveries)
{
    private const int RetriesMax = 5;
    private const int HealedAttemptsMax = 20;

    public async Task SendAllAsync()
    {
        while (deliveries.Count > 0)
        {
            var batch = new List<ReadOnlyMemory<byte>>();
            for (var left = run.World.Random.Next(1, run.Swarm.BatchMax + 1); left > 0 && deliveries.Count > 0; left--)
            {
                batch.Add(deliveries.Dequeue());
            }

            await SendAsync(batch);
            if (!run.IsHealed)
            {
                await run.DelayAsync(
                    TimeSpan.FromMilliseconds(run.World.Random.Next(run.Swarm.ThinkMax + 1)), CancellationToken.None);
            }
        }
    }

    private async Task SendAsync(List<ReadOnlyMemory<byte>> batch)
    {
        var healedAttempts = 0;
        for (var attempt = 0; ; attempt++)
        {
            if (attempt > RetriesMax)
            {
                await run.WaitUntilHealedAsync();
            }

            healedAttempts += run.IsHealed ? 1 : 0;
            run.Ledger.Require(
                healedAttempts <= HealedAttemptsMax, "I6: a client has no answer though everything works");
            if (run.Happens(SimIncident.TwiceDelivered, "request"))
            {
                run.Track(TrySendAsync(batch));
            }

            if (await TrySendAsync(batch))
            {
                return;
            }

            await run.DelayAsync(TimeSpan.FromMilliseconds(run.World.Random.Next(1, 3_000)), CancellationToken.None);
        }
    }

    private async Task<bool> TrySendAsync(List<ReadOnlyMemory<byte>> batch)
    {
        var process = run.AnyProcess();
        if (process.IsDead)
        {
            return false;
        }

        using var patience = run.Happens(SimIncident.GivingUp, "request")
            ? new CancellationTokenSource(TimeSpan.FromMilliseconds(run.World.Random.Next(300)), run.World.Time)
            : new CancellationTokenSource();
        run.Ledger.Send(batch);
        var call = process.IngestAsync(batch, patience.Token).AsTask();
        await Task.WhenAny(call, process.Died);
        if (call.IsCompletedSuccessfully)
        {
            run.Ledger.Acknowledge(batch, await call);
            return true;
        }

        run.UnansweredCount++;
        if (call.Exception is { InnerException: { } failure })
        {
            run.World.Note(failure.GetType().Name);
            run.Ledger.Require(IsOfAStore(failure), "I6: a client was told " + failure);
        }

        return false;
    }

    /// <summary>Whether a store that fails may end in this; wrong answers and wrong names never may.</summary>
    private static bool IsOfAStore(Exception failure) => failure
        is EventStoreException or TimeoutException or OperationCanceledException or AggregateException;
}
