using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>
/// A process of a simulated world: a pipeline and workers with their way to the stores, until it dies.
/// </summary>
/// <remarks>
/// Whatever of it waits when it dies waits for ever: every way to a store ends in a task that never does.
/// </remarks>
#pragma warning disable CA1001 // A source without a timer holds nothing, and a process that died disposes nothing.
internal sealed class SimProcess
#pragma warning restore CA1001
{
    private readonly SimRun _run;

    // Without RunContinuationsAsynchronously: WhenAny over a source with it goes on in the thread pool.
    private readonly TaskCompletionSource _died = new();
    private readonly TaskCompletionSource _never = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly FailureInjectingAppender _faultyEvents;
    private readonly FailureInjectingFailedEventStore _faultyFailed;
    private readonly GroupCommitAppender? _group;
    private readonly SimCaller? _caller;
    private readonly IEventAppender _events;
    private readonly EventPipeline _pipeline;
    private readonly List<Task> _workers = [];

    public SimProcess(SimRun run)
    {
        _run = run;
        var swarm = run.Swarm;
        _faultyEvents = new FailureInjectingAppender(
            run.Options.AroundEvents(new SimAppender(this)), swarm.EventPlan, run.World.Time);
        _faultyFailed = new FailureInjectingFailedEventStore(
            run.Options.AroundFailedEvents(new SimQueue(this)), swarm.FailedPlan, run.World.Time);
        _group = swarm.IsGrouped
            ? new GroupCommitAppender(_faultyEvents, new GroupCommitOptions { AppendsMax = swarm.AppendsMax })
            : null;
        _caller = _group is null ? null : new SimCaller(_group);
        _events = (IEventAppender?)_caller ?? _faultyEvents;
        _pipeline = new EventPipeline(run.Identifier, _events, _faultyFailed, new EventPipelineOptions
        {
            Time = run.World.Time,
            AppendAttemptsMax = swarm.AttemptsMax,
            RetryDelay = swarm.RetryDelay,
            LaneCount = 1,
        });
    }

    public SimRun Run => _run;

    public bool IsDead { get; private set; }

    /// <summary>Whether a group commit lets one step of the event store be under way at a time.</summary>
    public bool IsGrouped => _group is not null;

    /// <summary>The most appends of one call into the group commit.</summary>
    public int LargestCall => _caller?.LargestCall ?? 0;

    /// <summary>Ends when the process dies.</summary>
    public Task Died => _died.Task;

    public long FaultCount => _faultyEvents.InjectedCount + _faultyFailed.InjectedCount;

    public IEnumerable<FaultKind> FaultKinds =>
        _faultyEvents.Injected.Concat(_faultyFailed.Injected).Select(fault => fault.Fault.Kind);

    public ValueTask<IReadOnlyList<IngestResult>> IngestAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> batch, CancellationToken cancellationToken) =>
        _pipeline.IngestBatchAsync(
            batch.Select(utf8 => new RawEvent(utf8, _run.Now)).ToArray(), cancellationToken);

    /// <summary>Has its workers retry what is due, until the process ends.</summary>
    public void Begin()
    {
        for (var i = 0; i < _run.Swarm.WorkerCount; i++)
        {
            _workers.Add(WorkAsync("worker " + i));
        }
    }

    public RetryWorker NewWorker(string by) => new(_run.Identifier, _events, _faultyFailed, new RetryWorkerOptions
    {
        By = by,
        Time = _run.World.Time,
        BatchSize = _run.Swarm.WorkerBatch,
        AttemptsMax = 1_000_000,
    });

    /// <summary>From now on no plan injects anything.</summary>
    public void EndFaults()
    {
        _faultyEvents.Plan = FaultPlan.None;
        _faultyFailed.Plan = FaultPlan.None;
    }

    public void Die()
    {
        if (!IsDead)
        {
            IsDead = true;
            _run.CrashCount++;
            _died.TrySetResult();
        }
    }

    /// <summary>Ends in order: workers end, and the group commit gives everybody an answer.</summary>
    public async Task StopAsync()
    {
        // Not CancelAsync, whose callbacks run on other threads.
        _stopping.Cancel();
        await Task.WhenAll(_workers);
        if (_group is not null)
        {
            await _group.DisposeAsync();
        }
    }

    /// <summary>One call of a store that changes something.</summary>
    public async ValueTask<T> CallAsync<TStore, T>(
        SimDisk<TStore> disk, string operation, Func<TStore, ValueTask<T>> step, CancellationToken cancellationToken)
    {
        await ArriveAsync(operation, cancellationToken);
        if (_run.Happens(SimIncident.LateLanding, operation))
        {
            _run.Track(LandAsync(disk, step));
            throw new TimeoutException("Late " + operation);
        }

        var answer = disk.Apply(step);
        await PassAsync(operation, CancellationToken.None);
        return answer;
    }

    /// <summary>The way of a call to its store: time passes, others have their turn, and the process may die.</summary>
    public async Task ArriveAsync(string operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await PassAsync(operation, cancellationToken);
    }

    /// <summary>A wait for ever, once the process is dead.</summary>
    public Task LiveAsync() => IsDead ? _never.Task : Task.CompletedTask;

    private async Task WorkAsync(string by)
    {
        var worker = NewWorker(by);
        try
        {
            await worker.RunAsync(_run.AddPass, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It was told to end.
        }
    }

    private async Task PassAsync(string operation, CancellationToken cancellationToken)
    {
        await LiveAsync();
        if (_run.Happens(SimIncident.Pause, operation))
        {
            await _run.DelayAsync(TimeSpan.FromSeconds(_run.World.Random.Next(20, 90)), cancellationToken);
        }
        else if (_run.World.Random.Next(3) == 0)
        {
            await Task.Yield();
        }
        else
        {
            await _run.DelayAsync(
                TimeSpan.FromMilliseconds(_run.World.Random.Next(_run.Swarm.LatencyMax)), cancellationToken);
        }

        if (!IsDead && _run.Happens(SimIncident.Crash, operation))
        {
            Die();
        }
        else if (!IsDead && _run.Happens(SimIncident.PowerCut, operation))
        {
            _run.CutPower();
        }

        await LiveAsync();
    }

    private async Task LandAsync<TStore, T>(SimDisk<TStore> disk, Func<TStore, ValueTask<T>> step)
    {
        var generation = _run.Stores.Generation;
        await _run.DelayAsync(TimeSpan.FromMilliseconds(_run.World.Random.Next(60_000)), CancellationToken.None);

        // What was on its way when the power was lost is lost.
        if (generation == _run.Stores.Generation)
        {
            disk.Apply(step);
            _run.LateCount++;
        }
    }
}
