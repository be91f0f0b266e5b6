using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.QueueSteps;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <summary>One history: what the queue says is compared with a list of deliveries, each in one state.</summary>
internal sealed class QueueHistory(QueueSteps steps, Random random)
{
    private static readonly string[] Raws = ["a", "b", "c"];

    private readonly Random _random = random;
    private readonly List<ModelDelivery> _deliveries = [];
    private readonly ModelEvents _events = new();
    private readonly List<FailedEvent> _held = [];
    private readonly List<string> _log = [];
    private ulong _append;
    private int _minute;

    /// <summary>One random step.</summary>
    public async Task StepAsync()
    {
        _minute += _random.Next(3);
        var raw = Raws[_random.Next(Raws.Length)];
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                await DeliverAsync(raw);
                break;
            case 3 or 4:
                _held.AddRange(await LeaseAsync());
                break;
            case 5 or 6 when _held.Count > 0:
                await RetryAsync(_held[_random.Next(_held.Count)]);
                break;
            case 7:
                await ResolveAsync(raw);
                break;
            default:
                await DecideAsync(raw);
                break;
        }
    }

    /// <summary>Asks about all that is uncertain, and retries until nothing waits.</summary>
    public async Task DrainAsync()
    {
        for (var round = 0; round < 50; round++)
        {
            _minute += 30;
            foreach (var raw in Raws)
            {
                while (await ResolveAsync(raw))
                {
                }
            }

            foreach (var entry in await LeaseAsync())
            {
                await AppendAndSettleAsync(entry);
            }
        }

        var counts = (await steps.StatisticsAsync()).Aggregate(default(FailedCounts), (sum, one) => sum + one.Counts);
        Assert.True(counts.Deferred == 0, Explain("still deferred: " + counts.Deferred));
    }

    /// <summary>The three equations, and every count against the model.</summary>
    public async Task CheckAsync()
    {
        var statistics = await steps.StatisticsAsync();
        var conservation = new Conservation([_events.ToStatistics()], statistics);
        Assert.True(conservation.Holds, Explain(conservation.ToString()));

        var twice = _deliveries.Count(one => one.Lost is { } lost && _events.IsApplied(lost.Id));
        Assert.True(
            conservation.ReceivedCount == _deliveries.Count + _events.DirectCount + twice,
            Explain(
                $"received {conservation.ReceivedCount}, {_deliveries.Count} and {_events.DirectCount} and "
                    + $"{twice} were sent"));
        foreach (var raw in Raws.Where(raw => _deliveries.Any(one => one.Raw == raw)))
        {
            var found = (await steps.FindAsync(raw)).Progress.Counts;
            var expected = ModelDelivery.CountsOf(_deliveries.Where(one => one.Raw == raw));
            Assert.True(expected == found, Explain($"{raw}: expected {expected}, found {found}"));
        }
    }

    private async Task DeliverAsync(string raw)
    {
        var kind = _random.Next(5);
        if (kind == 0)
        {
            _events.Deliver(raw);
            return;
        }

        var lost = kind > 2 ? new UncertainAppend(new AppendId(50, ++_append), 0) : (UncertainAppend?)null;
        if (kind == 3)
        {
            _events.Append(lost!.Value.Id, raw, 1, isRetry: false);
        }

        var state = kind == 1 ? FailedEventState.Rejected : FailedEventState.Pending;
        var isEdited = _deliveries.Exists(one => one.Raw == raw) && (await steps.FindAsync(raw)).Progress is
        {
            IsEdited: true, HasEnded: false,
        };
        var before = isEdited ? (await steps.FindAsync(raw)).State : state;
        await steps.RecordAsync(Delivery(raw, state, lost));
        foreach (var one in _deliveries.Where(one => one.Raw == raw && one.IsWaiting && one.Lost is null && !isEdited))
        {
            one.State = state;
        }

        var joined = lost is not null || before == FailedEventState.Retrying ? FailedEventState.Pending : before;
        _deliveries.Add(new ModelDelivery { Raw = raw, State = isEdited ? joined : state, Lost = lost });
        _log.Add($"deliver {raw} {state} {lost?.Id}");
    }

    private async Task<IReadOnlyList<FailedEvent>> LeaseAsync()
    {
        var leased = await steps.LeaseAsync(_minute, "worker " + _random.Next(3), _random.Next(1, 4));
        foreach (var entry in leased)
        {
            var raw = RawOf(entry);
            _log.Add($"lease {raw} {entry.Progress.RetryName}");
            if (entry.Progress.RetryName is { } name && !_deliveries.Exists(one => one.Name == name))
            {
                foreach (var one in _deliveries.Where(
                    one => one.Raw == raw && one.State == FailedEventState.Pending && one.Lost is null))
                {
                    (one.State, one.Name) = (FailedEventState.Retrying, name);
                }
            }
        }

        return leased;
    }

    /// <summary>A holder acts, in time or long after; or it has died and never does.</summary>
    private async Task RetryAsync(FailedEvent entry)
    {
        _held.Remove(entry);
        if (entry.Progress.RetryName is not { } name)
        {
            return;
        }

        switch (_random.Next(5))
        {
            case 0:
                return;
            case 1:
                _events.Append(name, RawOf(entry), entry.Progress.Counts.Retrying, isRetry: true);
                _log.Add($"append {name} and die");
                return;
            case 2:
                await SettleAsync(entry, Settlement.FailedAgain(entry.Key, name, Reasons, Minute(_minute + 3)), null);
                return;
            case 3 when !_events.Close(name):
                var isParked = _random.Next(2) == 0;
                await SettleAsync(
                    entry,
                    isParked ? Settlement.Parked(entry.Key, name, Reasons) : Settlement.Withdrawn(entry.Key, name),
                    isParked ? FailedEventState.Parked : FailedEventState.Pending);
                return;
            default:
                await AppendAndSettleAsync(entry);
                return;
        }
    }

    private async Task AppendAndSettleAsync(FailedEvent entry)
    {
        if (entry.Progress.RetryName is { } name
            && _events.Append(name, RawOf(entry), entry.Progress.Counts.Retrying, isRetry: true))
        {
            await SettleAsync(entry, Settlement.Duplicate(entry.Key, name, Event().Id), FailedEventState.Settled);
        }
        else if (entry.Progress.RetryName is { } closed)
        {
            await SettleAsync(entry, Settlement.Withdrawn(entry.Key, closed), FailedEventState.Pending);
        }
    }

    private async Task SettleAsync(FailedEvent entry, Settlement settlement, FailedEventState? target)
    {
        var answer = await steps.SettleAsync(settlement, _minute, entry.Progress.Lease.Present().Holder);
        _log.Add($"settle {RawOf(entry)} {settlement.Name} {settlement.Kind}: {answer}");
        foreach (var one in _deliveries.Where(one => target is not null && one.Name == settlement.Name))
        {
            (one.State, one.Name) = (target!.Value, null);
        }
    }

    private async Task<bool> ResolveAsync(string raw)
    {
        if ((await steps.Queue.ReadUncertainAsync(KeyOf(raw))) is not [var lost, ..])
        {
            return false;
        }

        var isApplied = _events.Close(lost.Id);
        var answer = await steps.ResolveAsync(isApplied
            ? UncertainResolution.AlreadyCounted(KeyOf(raw), lost, Event().Id)
            : UncertainResolution.Void(KeyOf(raw), lost));
        _log.Add($"resolve {raw} {lost.Id} {isApplied}: {answer}");
        var one = _deliveries.Single(one => one.Lost == lost);
        (one.Lost, one.IsAlreadyCounted) = (null, isApplied);
        one.State = isApplied ? FailedEventState.Settled : one.State;
        return true;
    }

    private async Task DecideAsync(string raw)
    {
        var kind = _random.Next(3);
        var stateBefore = (await steps.Queue.FindAsync(KeyOf(raw)))?.State;
        var answer = kind switch
        {
            0 => await steps.DiscardAsync(raw),
            1 => await steps.EditAsync(raw, "mended " + raw),
            _ => await steps.ReopenAsync(raw),
        };
        _log.Add($"decide {raw} {kind}: {answer}");
        var ofRaw = _deliveries.Where(one => one.Raw == raw).ToList();
        var isOpen = ofRaw.Exists(one => one.Name is not null || one.Lost is not null);
        if (ofRaw.Count > 0 && kind < 2)
        {
            Assert.True(isOpen == (answer == QueueOutcome.NameOpen), Explain($"{raw} is open: {isOpen}"));
        }

        // What was discarded in an earlier generation stays so while the present one is open.
        var undiscards = kind == 2 && stateBefore == FailedEventState.Discarded;
        foreach (var one in ofRaw.Where(one => answer == QueueOutcome.Done && one.Name is null && one.Lost is null))
        {
            var moves = one.IsWaiting || one.State == FailedEventState.Parked
                || (undiscards && one.State == FailedEventState.Discarded);
            one.State = !moves ? one.State : kind == 0 ? FailedEventState.Discarded : FailedEventState.Pending;
        }
    }

    private static string RawOf(FailedEvent entry) => Raws.Single(raw => KeyOf(raw) == entry.Key);

    private string Explain(string what) => $"step {_log.Count}: {what}\n" + string.Join('\n', _log.TakeLast(30));
}
