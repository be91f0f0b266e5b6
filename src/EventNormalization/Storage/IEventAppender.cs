using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>The way into an event store: all that a pipeline and a decorator of a store need.</summary>
/// <remarks>
/// <para>All that one event changes (identity, record, raw bytes, statistics, roll-ups) changes together or not at all,
/// and is as durable as the store promises when the call returns. A store of one part does a whole call as one step;
/// one of several parts takes a step for each part.</para>
/// <para>When a call throws, its appends may or may not have taken effect, unless an <see cref="EventStoreException"/>
/// says more. The caller asks again under the same names: an append that took effect changes nothing and gives its
/// first answer. Names are known for at least 30 days by the time of receipt of the events they speak of, and as long
/// as something in the store refers to them.</para>
/// <para>All members may be called by several threads at once. Nothing in a store reads a clock.</para>
/// </remarks>
public interface IEventAppender
{
    /// <summary>Stores what is new of some appends and counts the rest.</summary>
    /// <param name="appends">The appends; each is answered under its own name.</param>
    /// <param name="cancellationToken">Gives up before the step begins; a step that has begun is finished.</param>
    /// <returns>
    /// One answer for each append, in order. An event that comes again, in the same append or another, is a duplicate.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="appends"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default);

    /// <summary>Ends a name: tells whether its append took effect, and if not, makes sure that it never will.</summary>
    /// <remarks>Durable before it returns. Closing a name again gives the same answer.</remarks>
    /// <param name="name">The name; a store of one part may end the whole append with the name of a part.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>
    /// The first answer of the append if it took effect; <see langword="null"/> if the name is void now.
    /// </returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default);
}
