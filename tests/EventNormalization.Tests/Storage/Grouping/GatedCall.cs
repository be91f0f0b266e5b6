using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Storage;

/// <summary>A call that waits at the gate of a store.</summary>
internal sealed class GatedCall
{
    public IReadOnlyList<Append> Appends { get; init; } = [];

    public AppendName? Closes { get; init; }

    public CancellationToken CancellationToken { get; init; }

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The numbers of the names of its appends.</summary>
    public ulong[] Names => [.. Appends.Select(append => append.Id.Sequence)];

    public void Pass() => Gate.SetResult();

    public void Fail(Exception failure) => Gate.SetException(failure);
}
