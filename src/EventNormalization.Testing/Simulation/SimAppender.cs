using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Testing;

/// <summary>The way of a process into the event store.</summary>
internal sealed class SimAppender(SimProcess process) : IEventAppender
{
    private int _underWay;

    public async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        var run = process.Run;
        _underWay++;
        run.Ledger.Require(!process.IsGrouped || _underWay == 1, "I6: a group commit has two steps under way");
        run.Ledger.Require(
            !process.IsGrouped || appends.Count <= int.Max(run.Swarm.AppendsMax, process.LargestCall),
            "I6: a step of a group commit is larger than its bounds");
        run.SharedStepCount += appends.Count > 1 ? 1 : 0;
        try
        {
            if (appends.Count > 1 && run.Happens(SimIncident.TornCall, "append"))
            {
                await process.ArriveAsync("append", cancellationToken);
                var torn = appends.Take(run.World.Random.Next(1, appends.Count)).ToArray();
                run.Stores.Events.Apply(store => store.AppendAsync(torn));
                process.Die();
                await process.LiveAsync();
            }

            return await process.CallAsync(
                run.Stores.Events, "append", store => store.AppendAsync(appends, CancellationToken.None),
                cancellationToken);
        }
        finally
        {
            _underWay--;
        }
    }

    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        process.CallAsync(
            process.Run.Stores.Events, "close", store => store.CloseAsync(name, CancellationToken.None),
            cancellationToken);
}
