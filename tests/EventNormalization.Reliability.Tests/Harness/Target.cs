using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Reliability.Tests.Planted;
using EventNormalization.Reliability.Tests.Worker;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>The store that a harness works on: the product's, or the small one with a planted bug.</summary>
internal sealed record Target(PlantedBug? Bug)
{
    public static readonly Target Product = new((PlantedBug?)null);

    public Task<StoreContents> ReadAsync(string store, int numberCount) =>
        Bug is null ? ProductContents.ReadAsync(store, numberCount) : PlantedContents.ReadAsync(store);

    /// <summary>Sends these numbers within this process, and takes what is answered.</summary>
    public async Task SendAsync(string store, int numberCount, History history)
    {
        IIntake intake = Bug is { } bug ? new PlantedIntake(store, bug) : new ProductIntake(store);
        await using (intake)
        {
            history.Send(Enumerable.Range(0, numberCount));
            foreach (var batch in Enumerable.Range(0, numberCount).Chunk(50))
            {
                history.Take(History.Line(batch, await intake.IngestAsync(batch)));
            }
        }
    }

    /// <summary>
    /// The first promise that is broken: now, or when all was sent once more without faults and retried.
    /// </summary>
    public async Task<string?> FindViolationAsync(string store, int numberCount, History history)
    {
        if (history.FindViolation(await ReadAsync(store, numberCount)) is { } violation)
        {
            return violation;
        }

        await SendAsync(store, numberCount, history);
        if (Bug is null)
        {
            await RetryRun.RunAsync(store);
        }

        return history.FindViolationAtEnd(await ReadAsync(store, numberCount));
    }
}
