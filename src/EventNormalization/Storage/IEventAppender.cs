using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>The write side of an event store: all that a pipeline or a decorator needs.</summary>
/// <remarks>
/// <para>Everything that one event changes (identity, record, raw bytes, statistics, roll-ups) changes atomically, and
/// is as durable as the store promises when the call returns. A store of one part executes a whole call as one step;
/// one of several parts takes a step for each part.</para>
/// <para>When a call throws, its appends may or may not have taken effect, unless an <see cref="EventStoreException"/>
/// says more. The caller repeats the call under the same names: an append that took effect changes nothing and returns
/// its first answer. Names are remembered for at least 30 days, measured by the times of receipt of their events, and
/// as long as something in the store refers to them.</para>
/// <para>Thread-safe. A store never reads a clock.</para>
/// </remarks>
public interface IEventAppender
{
    /// <summary>Stores the new events of some appends and counts the duplicates.</summary>
    /// <param name="appends">The appends; each is answered under its own name.</param>
    /// <param name="cancellationToken">Gives up before the step begins; a step that has begun is finished.</param>
    /// <returns>
    /// One answer for each append, in order. Every further delivery of an event, in any append, is a duplicate.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="appends"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default);

    /// <summary>
    /// Closes a name: returns the answer if its append took effect, and otherwise ensures that it never will.
    /// </summary>
    /// <remarks>Durable before it returns. Closing a name again gives the same answer.</remarks>
    /// <param name="name">The name; a store of one part may end the whole append with the name of a part.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>
    /// The first answer of the append if it took effect; <see langword="null"/> if the name is void now.
    /// </returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default);
}
