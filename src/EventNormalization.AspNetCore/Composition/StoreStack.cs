using System;
using System.Threading.Tasks;
using EventNormalization.Simulation;
using EventNormalization.Storage;

namespace EventNormalization.Composition;

/// <summary>Both stores of a host with all that stands before them, and the one place that disposes them.</summary>
/// <remarks>
/// From the outside in: the group commit, what measures, the faults of a simulation, the store. So a fault meets a
/// whole step, as a disk's would, and is measured as one.
/// </remarks>
internal sealed class StoreStack : IAsyncDisposable, IDisposable
{
    private readonly EventStores _stores;

    public StoreStack(EventStores stores, EventNormalizationOptions options, FaultSwitch? faults)
    {
        ArgumentNullException.ThrowIfNull(stores);
        _stores = stores;
        var events = new ObservedEventStore(faults?.Wrap(stores.Events) ?? stores.Events);
        IsGrouped = stores.IsDurable && options.GroupCommit;
        Events = IsGrouped ? new GroupCommitEventStore(events) : events;
        FailedEvents = new ObservedFailedEventStore(faults?.Wrap(stores.FailedEvents) ?? stores.FailedEvents);
    }

    public IEventStore Events { get; }

    public IFailedEventQueue FailedEvents { get; }

    /// <summary>Whether the store of failed events keeps operations; what stands before it passes them on.</summary>
    public bool KeepsOperations => _stores.FailedEvents is IBulkOperationQueue;

    /// <summary>Whether events that come at once go into the store together.</summary>
    public bool IsGrouped { get; }

    /// <summary><c>sqlite</c>, <c>memory</c> or <c>other</c>.</summary>
    public string Kind => _stores.Kind;

    /// <summary>Whether an append that was answered outlasts the process.</summary>
    public bool IsDurable => _stores.IsDurable;

    /// <summary>The file of the event store, if it is one; never shown to a client.</summary>
    public string? Path => _stores.Path;

    /// <summary>Waits for the appends under way, closes the event store, then the failed events.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Events.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await DisposeFailedAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// As <see cref="DisposeAsync"/>, but does not wait: an append under way is finished, then it closes.
    /// </summary>
    public void Dispose() => _ = DisposeAsync().AsTask();

    private ValueTask DisposeFailedAsync()
    {
        if (_stores.FailedEvents is IAsyncDisposable failedEvents)
        {
            return failedEvents.DisposeAsync();
        }

        (_stores.FailedEvents as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
