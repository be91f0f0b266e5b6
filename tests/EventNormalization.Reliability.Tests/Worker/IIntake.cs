using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace EventNormalization.Reliability.Tests.Worker;

/// <summary>What a worker process sends numbered events into.</summary>
internal interface IIntake : IAsyncDisposable
{
    /// <summary>Stores a batch; a letter for each: Accepted, dUplicate, Rejected, Deferred, Conflict.</summary>
    ValueTask<string> IngestAsync(IReadOnlyList<int> numbers);
}
