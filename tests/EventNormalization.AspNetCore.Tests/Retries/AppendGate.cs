using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Tests.Testing;

namespace EventNormalization.AspNetCore.Tests.Retries;

/// <summary>Stands before a store: it fails at will, and else waits before it appends.</summary>
internal sealed class AppendGate
{
    public bool Fails { get; set; } = true;

    public TaskCompletionSource Entered { get; } = new();

    public required Task Release { get; init; }

    public IEventStore Around(InMemoryEventStore inner) => Interception.Around<IEventStore>(
        inner,
        (method, arguments, call) => method.Name == nameof(IEventStore.AppendAsync)
            ? Interception.Boxed(AppendAsync(call, (CancellationToken)arguments[1]!))
            : call());

    private async ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        Func<object?> call, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new EventStoreException("The store is down.");
        }

        Entered.TrySetResult();
        await Release.WaitAsync(cancellationToken);
        return await (ValueTask<IReadOnlyList<AppendAnswer>>)call()!;
    }
}
