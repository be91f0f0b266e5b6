using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Testing;

/// <summary>
/// One simulation: clients, processes and stores in one world, from the first delivery to the last settlement.
/// </summary>
internal sealed class SimRun
{
    private const double BrokenShare = 0.05;
    private const int DrainPassesMax = 200;

    private static readonly TimeSpan DrainDelay = TimeSpan.FromMinutes(2);

    // Without RunContinuationsAsynchronously: WhenAny over a source with it goes on in the thread pool.
    private readonly TaskCompletionSource _healed = new();
    private readonly List<Task> _background = [];
    private readonly List<SimProcess> _ended = [];
    private readonly ReadOnlyMemory<byte>[] _deliveries;
    private SimProcess[] _processes = [];
    private long _incidentCount;
    private int _busyClientCount;

    public SimRun(SimulationOptions options)
    {
        Options = options;
        World = new SimWorld(options.Seed) { AfterStep = AfterStep };
        Swarm = new SimSwarm(World.Random, options.Seed, options.DeliveryCount);
        Stores = new SimStores(options.AcknowledgesEarly);
        _deliveries = new SampleDeliveries(options.Seed) { BrokenShare = BrokenShare }.Take(options.DeliveryCount);
        Ledger = new SimLedger(Stores, _deliveries, this);
    }

    public SimulationOptions Options { get; }

    public SimWorld World { get; }

    public SimSwarm Swarm { get; }

    public SimStores Stores { get; }

    public SimLedger Ledger { get; }

    public EventIdentifier Identifier { get; } = new(EventSchema.Default);

    /// <summary>Whether everything works from now on.</summary>
    public bool IsHealed { get; private set; }

    public Instant Now => Instant.FromDateTimeOffset(World.Time.GetUtcNow());

    public long CrashCount { get; set; }

    public long LateCount { get; set; }

    public long UnansweredCount { get; set; }

    public long SharedStepCount { get; set; }

    private long LeasesLost { get; set; }

    private long FaultCount => _ended.Concat(_processes).Sum(process => process.FaultCount);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="SimulationException">An invariant is broken, or it does not end.</exception>
    public SimulationResult Run()
    {
        World.Run(MainAsync);
        Ledger.CheckStep();
        return new SimulationResult
        {
            StepCount = World.StepCount,
            TraceHash = World.TraceHash,
            EventCount = Ledger.EventCount,
            SentCount = Ledger.SentCount,
            DeferredCount = Ledger.DeferredCount,
            UnansweredCount = UnansweredCount,
            FaultCount = FaultCount,
            FaultKinds = [.. _ended.Concat(_processes).SelectMany(process => process.FaultKinds)],
            CrashCount = CrashCount,
            PowerCutCount = Stores.Generation,
            LateCount = LateCount,
            LeasesLost = LeasesLost,
            SharedStepCount = SharedStepCount,
            CheckCount = Ledger.CheckCount,
        };
    }

    /// <summary>How many faults and other incidents there were.</summary>
    public long IncidentCount => _incidentCount + FaultCount;

    /// <summary>Whether something happens here, by chance and as long as it may.</summary>
    public bool Happens(SimIncident incident, string place)
    {
        if (IsHealed || World.Random.NextDouble() >= Swarm.RateOf(incident)
            || IncidentCount >= Options.IncidentCountMax)
        {
            return false;
        }

        _incidentCount++;
        World.Note($"{incident} {place}");
        return true;
    }

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        World.DelayAsync(delay, cancellationToken);

    /// <summary>A process, alive or not.</summary>
    public SimProcess AnyProcess() => _processes[World.Random.Next(_processes.Length)];

    /// <summary>Has something waited for before the end, though nobody waits for it now.</summary>
    public void Track(Task background) => _background.Add(background);

    public void AddPass(RetryPass pass)
    {
        LeasesLost += pass.LeasesLost;
        World.Note(FormattableString.Invariant(
            $"{pass.Accepted} {pass.Duplicates} {pass.AlreadyCounted} {pass.Deferred}"));
    }

    /// <summary>All processes die, and the stores keep what is durable.</summary>
    public void CutPower()
    {
        foreach (var process in _processes)
        {
            process.Die();
        }

        Stores.Reopen();
        Ledger.CheckAll();
    }

    public async Task WaitUntilHealedAsync()
    {
        if (!IsHealed)
        {
            CountIdle();
        }

        await _healed.Task;
    }

    private async Task MainAsync()
    {
        _processes = [.. Enumerable.Range(0, Swarm.ProcessCount).Select(Begin)];
        var order = _deliveries.ToArray();
        World.Random.Shuffle(order);
        Queue<ReadOnlyMemory<byte>>[] shares =
        [
            .. order.Select((delivery, i) => (delivery, i)).GroupBy(pair => pair.i % Swarm.ClientCount)
                .Select(group => new Queue<ReadOnlyMemory<byte>>(group.Select(pair => pair.delivery))),
        ];
        _busyClientCount = shares.Length;
        await Task.WhenAll(shares.Select(ClientAsync).ToArray());
        Heal();
        await Task.WhenAll(_background.ToArray());
        await DrainAsync();
        foreach (var process in _processes)
        {
            await process.StopAsync();
        }

        Ledger.CheckEnd(Expected(), Rejected());
    }

    private async Task ClientAsync(Queue<ReadOnlyMemory<byte>> deliveries)
    {
        await new SimClient(this, deliveries).SendAllAsync();
        if (!IsHealed)
        {
            CountIdle();
        }
    }

    /// <summary>Counts a client that is done, or can do nothing before everything works.</summary>
    private void CountIdle()
    {
        if (--_busyClientCount == 0)
        {
            Heal();
        }
    }

    private SimProcess Begin(int place)
    {
        var process = new SimProcess(this);
        if (IsHealed || IncidentCount >= Options.IncidentCountMax)
        {
            process.EndFaults();
        }

        process.Begin();

        _background.Add(BeginAgainAsync(process, place));
        return process;
    }

    /// <summary>Whoever dies is followed by another one.</summary>
    private async Task BeginAgainAsync(SimProcess process, int place)
    {
        await Task.WhenAny(process.Died, _healed.Task);
        if (process.IsDead)
        {
            await DelayAsync(TimeSpan.FromMilliseconds(World.Random.Next(20_000)), CancellationToken.None);
            _ended.Add(process);
            _processes[place] = Begin(place);
        }
    }

    private void Heal()
    {
        if (IsHealed)
        {
            return;
        }

        IsHealed = true;
        foreach (var process in _processes)
        {
            process.EndFaults();
        }

        _healed.TrySetResult();
    }

    /// <summary>Retries until nothing waits: what is due by the workers, what was parked by hand.</summary>
    private async Task DrainAsync()
    {
        for (var pass = 0; pass < DrainPassesMax; pass++)
        {
            await DelayAsync(DrainDelay, CancellationToken.None);
            await Task.WhenAll(_background.ToArray());
            if (Stores.IsAtRest)
            {
                return;
            }

            var byHand = await AnyProcess().NewWorker("operator").RetryAsync(
                EventPredicate.State(FailedEventState.Parked), CancellationToken.None);
            AddPass(byHand);
            Ledger.Require(byHand.Failure is null, "I4: a retry fails though everything works: " + byHand.Failure);
        }
    }

    private void AfterStep()
    {
        if (Options.IncidentCountMax < long.MaxValue && !IsHealed && IncidentCount >= Options.IncidentCountMax)
        {
            foreach (var process in _processes)
            {
                process.EndFaults();
            }
        }

        Ledger.CheckStep();
    }

    /// <summary>What a run without faults stores.</summary>
    private List<string> Expected()
    {
        var events = new InMemoryEventStore();
        var pipeline = new EventPipeline(Identifier, events, new InMemoryFailedEventStore());
        var raws = _deliveries.Select(utf8 => new RawEvent(utf8, Now)).ToArray();
        SimDisk<object>.Now(pipeline.IngestBatchAsync(raws));
        return SimLedger.Contents(events);
    }

    private int Rejected() => _deliveries.Where(utf8 => Identifier.Identify(new RawEvent(utf8, Now)).Event is null)
        .Select(utf8 => ContentHash.Of(utf8.Span)).ToImmutableHashSet().Count;
}
