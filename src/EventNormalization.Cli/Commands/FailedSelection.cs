using System;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Commands;

/// <summary>An open store of failed events, and which of them are asked for.</summary>
internal sealed class FailedSelection(IFailedEventStore store, FailedEventQuery query) : IDisposable
{
    public IFailedEventStore Store { get; } = store;

    public FailedEventQuery Query { get; } = query;

    public void Dispose() => (Store as IDisposable)?.Dispose();
}
